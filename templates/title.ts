import type { LoomDocument } from '../src-core/document/schema.ts'
import type { Text } from '../src-core/text.ts'
import { templates } from './registry.ts'

/** What a network is called in what is written for people: after the template that it came from. */
export const titleOf = ({ template }: Pick<LoomDocument, 'template'>): Text =>
  (template && templates[template.id]?.title) ?? { en: 'A network', zh: '网络模型' }
