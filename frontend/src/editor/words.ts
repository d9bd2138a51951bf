// SPDX-License-Identifier: Apache-2.0

const VIETNAMESE = { title: "Chèn số liệu từ nhật ký hội nghị", close: "Đóng" };
const ENGLISH = { title: "Put in a figure from the conference's journal", close: "Close" };

/** In the admin's language. */
export const words = document.documentElement.lang.startsWith("en") ? ENGLISH : VIETNAMESE;
