"""The lines on a school's plaque."""

from app.models.application import School


def engraving(school: School, label_years: str) -> tuple[str, ...]:
    """Return the lines: the official name, the town with its country, the years of the label."""
    name = (school.official_name or school.name).strip()
    place = ", ".join(part for part in (school.city, school.country) if part)
    return tuple(line for line in (name, place, label_years) if line)
