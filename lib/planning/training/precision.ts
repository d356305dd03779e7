/** Format of the layers' matrices. The rest of training stays in half precision, as in NVIDIA's Transformer Engine. */
export const trainingPrecisions = ["bf16", "fp8"] as const;

/** See {@link trainingPrecisions}. `bf16` is fp16 on GPUs without bf16, whose rates are the same. */
export type TrainingPrecision = (typeof trainingPrecisions)[number];
