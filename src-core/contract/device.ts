import { z } from 'zod'
import { Text } from '../text.ts'

/** Why a GPU is not used, for the window and for programs to go by; the sentence is beside it. */
export const GpuObstacle = z.enum([
  /** The system is one that TensorFlow's C library knows no GPU of. */
  'system',
  'no-card',
  'no-driver',
  'old-driver',
  'old-card',
  /** TensorFlow itself is not there yet. */
  'no-tensorflow',
  /** TensorFlow is there, but for the CPU: GPU libraries can be fetched. */
  'no-libraries',
  /** All of it is there, and TensorFlow does not use the GPU nevertheless. */
  'not-seen',
])
export type GpuObstacle = z.output<typeof GpuObstacle>

/** A device, or why there is none of its kind. */
export const DeviceReport = z.strictObject({
  kind: z.enum(['cpu', 'gpu']),
  /** Null where there is none. */
  name: z.string().nullable(),
  usable: z.boolean(),
  obstacle: GpuObstacle.optional(),
  /** Why not, or what there is to know though it is used. */
  reason: Text.optional(),
  cores: z.int().optional(),
  driver: z.string().optional(),
  /** CUDA's compute capability, e.g. 8.6. */
  computeCapability: z.number().optional(),
  memoryBytes: z.number().optional(),
  freeMemoryBytes: z.number().optional(),
})
export type DeviceReport = z.output<typeof DeviceReport>
