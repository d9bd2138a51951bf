# SPDX-License-Identifier: Apache-2.0
"""Sources that are no venues: the production desk, which sends by RTMP, and the playout of films.

They run in a process of their own and come to the relay as any venue does, with a token, so
that whatever holds for venues holds for them. Knows nothing of the stage's insides.
"""
