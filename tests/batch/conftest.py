"""Let the tests of batches import the generator of 837P files that stands beside them."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
