"""Why a file cannot be shown, as a code; the program outside has the sentences for them.

=====================  ==========================================================================
``encrypted``          a password is needed
``damaged``            it cannot be read
``empty``              it has no pages
``too-large``          more pixels or bytes than the limits of this process
``unsupported``        no viewer for this kind
``jpeg-xl``            a picture in JPEG XL
``old-office``         a file of an office program before 2007
``locked-office``      a document of an office program with a password
``password``           the password given is not the right one
``page``               this page cannot be drawn, the others may
=====================  ==========================================================================
"""

from app.models.errors import Unavailable
from app.models.message import message


def refusal(word: str) -> Unavailable:
    """Return the error ``evidence.<word>``; the caller raises it."""
    return Unavailable(f"evidence.{word}", message("This file cannot be shown."))
