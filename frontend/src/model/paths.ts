// SPDX-License-Identifier: Apache-2.0

/** Where everybody finds what a venue or source has on air. */
export const feedPath = (code: string): string => `floor/feed/${code}`;

/** Where directors find what a venue on stand-by sends. */
export const backstagePath = (code: string): string => `backstage/feed/${code}`;

/** The venue or source whose feed stands at a path. */
export const codeOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
