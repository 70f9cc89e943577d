"""Finding: in this application beside it, in all of them in a sheet, and the index behind both."""
