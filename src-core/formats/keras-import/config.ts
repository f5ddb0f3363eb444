/** An object of a model's configuration. */
export type Config = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is Config =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Classes of whole models, as Keras has called them. */
export const isModelClass = (className: string) => ['Functional', 'Model', 'Sequential'].includes(className)

/** What a layer's configuration says of its input's shape, the batch first. */
export const batchShapeOf = ({ batch_shape: shape, batch_input_shape: older }: Config): unknown => shape ?? older
