/** The archive of a layer that changes nothing: two blocks of zeros, which end every archive. */
export const emptyLayer = {
  content: '\0'.repeat(1024),
  digest: 'sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef',
  size: 1024,
} as const;
