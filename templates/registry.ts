import type { Template } from './define.ts'
import { lenet } from './lenet/lenet.ts'
import { resnet } from './resnet/resnet.ts'

/** Every template by its id, oldest network first. */
export const templates: Readonly<Record<string, Template>> = Object.fromEntries(
  ([lenet, resnet] as Template[]).map((template) => [template.id, template]),
)
