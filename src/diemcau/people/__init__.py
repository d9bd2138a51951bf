# SPDX-License-Identifier: Apache-2.0
"""Persons, invitations and the workbooks that name them."""
