# SPDX-License-Identifier: Apache-2.0
"""The live process: relay, admission, feeds, wall. Carries out what the journal says."""
