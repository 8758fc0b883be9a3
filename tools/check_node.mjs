// Say in one line when this Node is too old for the project, before npm says it in fifty.
const major = Number(process.versions.node.split('.')[0]);
if (major < 20) {
  console.error(`Samar needs Node 20 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}
