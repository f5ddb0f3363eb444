import { addBlock } from './add-block.ts'
import { beginAnew, beginWith } from './begin-with.ts'
import { setBypassed } from './bypass.ts'
import type { Command } from './define.ts'
import { setFrozen } from './freeze.ts'
import { groupNodes, setAllFolded, setFolded, ungroupBlocks } from './blocks.ts'
import { deleteNodes } from './delete.ts'
import { connect, disconnect } from './edges.ts'
import { moveNodes, resetLayout } from './layout.ts'
import { rebuildBlock, rebuildNetwork } from './network.ts'
import { addChain, addLayer } from './nodes.ts'
import { setParams } from './params.ts'
import { pasteNodes } from './paste.ts'
import { setPlan } from './plan.ts'
import { renameNode } from './rename.ts'
import { repeatNodes } from './repeat.ts'
import { restructure } from './restructure.ts'
import { setKind } from './set-kind.ts'

/** Every change that a document can undergo, by its name. */
export const commands: Readonly<Record<string, Command>> = Object.fromEntries(
  (
    [
      addLayer,
      addChain,
      addBlock,
      deleteNodes,
      renameNode,
      pasteNodes,
      connect,
      disconnect,
      setParams,
      moveNodes,
      restructure,
      repeatNodes,
      setKind,
      setBypassed,
      setFrozen,
      resetLayout,
      groupNodes,
      ungroupBlocks,
      setFolded,
      setAllFolded,
      setPlan,
      beginWith,
      beginAnew,
      rebuildNetwork,
      rebuildBlock,
    ] as Command[]
  ).map((command) => [command.id, command]),
)
