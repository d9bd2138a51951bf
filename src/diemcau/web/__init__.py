# SPDX-License-Identifier: Apache-2.0
"""The Django edge, by audience: screen, desk, console, phone, portal, api."""
