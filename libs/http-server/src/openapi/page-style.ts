/** The style sheet of the reference page. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { display: grid; grid-template-columns: 16rem minmax(0, 60rem); gap: 2rem; margin: 0 1rem; }
nav { position: sticky; top: 0; height: 100vh; overflow-y: auto; font-size: 0.9rem; }
nav h2 { font-size: 0.9rem; margin: 1rem 0 0; }
nav ul { list-style: none; margin: 0; padding: 0; }
section { border-top: 1px solid #8884; padding-bottom: 1rem; }
h3 { margin-bottom: 0; }
h4 { margin: 1rem 0 0; }
p { margin: 0.3rem 0; }
dl { border-left: 2px solid #8884; margin: 0.3rem 0 0.3rem 0.2rem; padding-left: 0.8rem; }
dd { margin-left: 1.2rem; }
code { font-size: 0.9em; overflow-wrap: anywhere; }
small, i, .type { opacity: 0.75; }
@media (max-width: 50rem) { body { display: block; } nav { position: static; height: auto; } }
`;
