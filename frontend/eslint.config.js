// SPDX-License-Identifier: Apache-2.0

import js from "@eslint/js";
import importX from "eslint-plugin-import-x";
import tseslint from "typescript-eslint";

/** Which rooms of src/ a room must not import: imports point from entries down to model. */
const ABOVE = {
  model: ["wire/client*", "media", "elements", "entries", "ui"],
  wire: ["media", "elements", "entries", "ui"],
  ui: ["wire/client*", "media", "elements", "entries"],
  media: ["elements", "entries"],
  elements: ["entries"],
  editor: ["wire", "media", "elements", "entries", "ui"],
};
const ONLY_MEDIA = {
  group: ["@moq/*"],
  message: "Only src/media/ speaks to @moq/*: the packages move fast, one room follows them.",
};

const rooms = Object.entries(ABOVE).map(([room, above]) => ({
  files: [`src/${room}/**/*.ts`],
  rules: {
    "@typescript-eslint/no-restricted-imports": [
      "error",
      {
        patterns: [
          ...(room === "media" ? [] : [ONLY_MEDIA]),
          { group: above.map((other) => `**/${other}${other.includes("*") ? "" : "/**"}`), message: `${room}/ is below.` },
        ],
      },
    ],
  },
}));

export default tseslint.config(
  { ignores: ["src/wire/generated/**", "node_modules/**"] },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ["eslint.config.js", "scripts/*.mjs"] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    plugins: { "import-x": importX },
    settings: { "import-x/parsers": { "@typescript-eslint/parser": [".ts"] } },
    rules: {
      "import-x/no-cycle": "error",
      "@typescript-eslint/no-restricted-imports": ["error", { patterns: [ONLY_MEDIA] }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/explicit-module-boundary-types": "error",
    },
  },
  ...rooms,
  { files: ["**/*.js", "**/*.mjs"], extends: [tseslint.configs.disableTypeChecked], languageOptions: { globals: { process: "readonly", console: "readonly", URL: "readonly" } } },
);
