"""`python -m kopri`."""

import sys

from kopri.cli import main

sys.exit(main())
