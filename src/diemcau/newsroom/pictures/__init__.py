# SPDX-License-Identifier: Apache-2.0
"""Pictures: what is read from a file, what is taken out of it, and what goes into every rendition."""
