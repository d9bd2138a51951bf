# SPDX-License-Identifier: Apache-2.0
"""What is true now, folded from the journal: the one source of every count."""
