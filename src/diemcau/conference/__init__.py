# SPDX-License-Identifier: Apache-2.0
"""The plan: conference, venues, programme, access links."""
