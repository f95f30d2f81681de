/* Small help for readers; every page is complete without it. Modules are attached by data- attributes. */
import { offerCopies } from "./copying.js";
import { updateInPlace } from "./filters.js";
import { openNotesInPlace } from "./notes.js";

openNotesInPlace(document.querySelectorAll("a[data-note]"));
updateInPlace(document.querySelector("form[data-live]"));
offerCopies(document.querySelectorAll("[data-copy]"));
