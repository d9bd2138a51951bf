# SPDX-License-Identifier: Apache-2.0
"""The roll call: who is present, substituted, excused, absent."""
