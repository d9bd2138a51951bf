# SPDX-License-Identifier: Apache-2.0
"""What the newsroom adds to Wagtail's editor: figures as chips, and what the record says of the text that is open."""
