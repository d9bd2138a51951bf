# SPDX-License-Identifier: Apache-2.0
"""Notices of incidents: what went wrong in a conference, drawn from its journal."""
