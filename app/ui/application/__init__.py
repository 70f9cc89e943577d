"""The form of an application that an office types in: parts, editors, evidence."""
