// SPDX-License-Identifier: Apache-2.0

/** A duration or an instant since the Unix epoch, in milliseconds. */
export type Milliseconds = number & { readonly unit: "ms" };

/** Loudness relative to full scale, in dBFS. */
export type Decibels = number & { readonly unit: "dB" };

export const ms = (value: number): Milliseconds => value as Milliseconds;
export const dB = (value: number): Decibels => value as Decibels;

/** The instant that an ISO 8601 string tells. */
export const instant = (iso: string): Milliseconds => ms(Date.parse(iso));
