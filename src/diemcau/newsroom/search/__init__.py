# SPDX-License-Identifier: Apache-2.0
"""Finding what the portal has published, however it is typed."""
