/** Marks a style sheet for editors, the formatter and the build; the text stays as it is. */
export const css = String.raw;
