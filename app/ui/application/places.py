"""Reading and writing places of a form by JSON Pointer, making what is not there yet."""

from app.models.plain import Plain


def value_at(form: Plain, pointer: str) -> Plain:
    """Return what is at a place; None where nothing is."""
    found = form
    for step in _steps(pointer):
        if isinstance(found, dict):
            found = found.get(step)
        elif isinstance(found, list) and step.isdecimal() and int(step) < len(found):
            found = found[int(step)]
        else:
            return None
    return found


def put_at(form: dict[str, Plain], pointer: str, value: Plain) -> None:
    """Put a value at a place; a place in a list that is not there is left alone."""
    *above, last = _steps(pointer)
    holder: Plain = form
    for step in above:
        if isinstance(holder, list):
            if not step.isdecimal() or int(step) >= len(holder):
                return
            holder = holder[int(step)]
            continue
        if not isinstance(holder.get(step), dict | list):
            holder[step] = {}
        holder = holder[step]
    if isinstance(holder, dict):
        holder[last] = value


def _steps(pointer: str) -> list[str]:
    steps = pointer.removeprefix("/").split("/")
    return [each.replace("~1", "/").replace("~0", "~") for each in steps]
