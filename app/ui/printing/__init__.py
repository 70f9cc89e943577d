"""Printing our own PDF in true size; QtPrintSupport is loaded by the first sheet that prints."""
