import type { Text } from '../text.ts'

/** Why commands do not do what they were asked. */
export const noSuchLayer = (id: string): Text => ({ en: `There is no layer “${id}”.`, zh: `没有名为“${id}”的层。` })

export const noSuchNode = (id: string): Text => ({
  en: `There is no layer or block “${id}”.`,
  zh: `没有名为“${id}”的层或块。`,
})

export const noSuchBlock = (id: string): Text => ({ en: `There is no block “${id}”.`, zh: `没有名为“${id}”的块。` })

export const noSuchWire = (id: string): Text => ({ en: `There is no wire “${id}”.`, zh: `没有连线“${id}”。` })

export const noSuchKind = (kind: string): Text => ({
  en: `There is no layer of the kind “${kind}”.`,
  zh: `没有“${kind}”这种层。`,
})

export const nameTaken = (id: string): Text => ({
  en: `There is already a layer or block “${id}”.`,
  zh: `已经有名为“${id}”的层或块。`,
})

export const badName = (name: string): Text => {
  const shown = name.length > 60 ? `${name.slice(0, 60)}…` : name
  return {
    en: `“${shown}” cannot be a name: up to 200 letters, digits, spaces and _ . - / can.`,
    zh: `“${shown}”不能用作名称：名称由至多 200 个字母、汉字、数字、空格及 _ . - / 组成。`,
  }
}

export const emptyPart = (name: string): Text => ({
  en: `“${name}” cannot be a name: before and behind each / stands a name.`,
  zh: `“${name}”不能用作名称：每个“/”的前后都应有名称。`,
})

export const toItself = (id: string): Text => ({
  en: `“${id}” cannot be connected to itself.`,
  zh: `“${id}”不能与自己相连。`,
})

export const closesCycle = (source: string, target: string): Text => ({
  en: `“${source}” already follows from “${target}”: the wire would close a circle.`,
  zh: `“${source}”本就在“${target}”之后，这条连线会形成环。`,
})

export const alreadyConnected = (source: string, target: string): Text => ({
  en: `“${source}” is already connected to “${target}”.`,
  zh: `“${source}”已经与“${target}”相连。`,
})

export const intoInput = (id: string): Text => ({
  en: `“${id}” is an input layer: nothing can be connected into it.`,
  zh: `“${id}”是输入层，不能有连线接入。`,
})

export const noInputSide = (kind: Text): Text => ({
  en: `“${kind.en}” takes no input, so it can only stand at the beginning.`,
  zh: `“${kind.zh}”不接受输入，只能位于开头。`,
})

export const intoItself = (block: string): Text => ({
  en: `“${block}” cannot go into itself or into what is in it.`,
  zh: `“${block}”不能移入它自己或其内部。`,
})

export const severalOutputs = (one: string, other: string): Text => ({
  en: `“${one}” and “${other}” both lead out, so these cannot stand in one wire. Move them one at a time.`,
  zh: `“${one}”与“${other}”都有输出通向外部，无法一起放到一条连线上。请逐个移动。`,
})

export const severalSources = (one: string, other: string): Text => ({
  en: `These wires come from “${one}” and “${other}”; only wires of one layer can be parted at once.`,
  zh: `这些连线分别来自“${one}”和“${other}”；只有同一层的连线才能一起断开。`,
})

export const emptyBlock = (block: string): Text => ({
  en: `“${block}” has no layers in it that could stand in a wire.`,
  zh: `“${block}”中没有可以放到连线上的层。`,
})

export const inCircle = (id: string): Text => ({
  en: `“${id}” and the layers around it feed each other in a circle; no data leaves them.`,
  zh: `“${id}”与其周围的层首尾相接成环，没有数据输出。`,
})

export const differentBlocks: Text = {
  en: 'These are in different blocks. Select what stands in one.',
  zh: '所选内容位于不同的块中。请选择同一个块中的内容。',
}

export const inNoBlock = (id: string): Text => ({ en: `“${id}” is in no block.`, zh: `“${id}”不在任何块中。` })

export const nothingBefore = (id: string): Text => ({
  en: `Nothing comes before “${id}”.`,
  zh: `“${id}”之前没有任何层。`,
})

export const nothingAfter = (id: string): Text => ({
  en: `Nothing follows “${id}”.`,
  zh: `“${id}”之后没有任何层。`,
})

export const noBlockBeside = (id: string): Text => ({
  en: `No block comes right before or after “${id}”.`,
  zh: `“${id}”的前后没有相邻的块。`,
})

export const startsTheNetwork = (id: string): Text => ({
  en: `“${id}” gives the network its images and cannot be bypassed.`,
  zh: `“${id}”为网络提供图像，不能旁路。`,
})
