# SPDX-License-Identifier: Apache-2.0
"""Lists of delegates as offices send them: read, compared, settled, taken, and taken back."""
