// SPDX-License-Identifier: Apache-2.0

/** The one reactive library of the pages: the one that the player itself is built on. */
export { Effect, Signal, type Getter } from "@moq/signals";
