// One line on the screen for each thing a script does, with the time it took.

/** Prints `title`, does the work and adds its duration (or the note that the work answers with). */
export async function step(title, work) {
  process.stdout.write(`  ${title} ... `);
  const startedMs = Date.now();
  try {
    const result = await work();
    console.log(`${((Date.now() - startedMs) / 1000).toFixed(1)} s`);
    return result;
  } catch (error) {
    console.log(`failed after ${((Date.now() - startedMs) / 1000).toFixed(1)} s`);
    throw error;
  }
}
