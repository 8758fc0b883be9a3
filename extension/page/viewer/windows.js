/** Windows that radiology uses for a modality, beside those of the file. Only computed tomography has units in which they mean the same everywhere. */

const CT = [
  {name: 'brain', center: 40, width: 80}, {name: 'abdomen', center: 50, width: 400}, {name: 'lung', center: -600, width: 1500},
  {name: 'bone', center: 400, width: 1800}, {name: 'mediastinum', center: 50, width: 350},
];

/** `[{name, center, width}]` for a modality (0008,0060). */
export function windowsOf(modality) {
  return modality === 'CT' ? CT : [];
}
