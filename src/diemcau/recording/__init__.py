# SPDX-License-Identifier: Apache-2.0
"""What was on air, as files: the playlist, its segments, chapters, and the film made of them."""
