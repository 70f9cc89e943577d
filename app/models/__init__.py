"""The words of the field as frozen records; imports nothing of ours."""
