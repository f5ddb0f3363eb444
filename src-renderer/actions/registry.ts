import type { Text } from '../../src-core/text.ts'
import { about } from './about.ts'
import { arrange } from './arrange.ts'
import { bypass } from './bypass.ts'
import { freeze } from './freeze.ts'
import { moveInto, repeat, swapKind } from './choose.ts'
import { branchRun } from './branch-run.ts'
import { beginAnew } from './begin-anew.ts'
import { chooseData } from './choose-data.ts'
import { compareTheEditions } from './compare-editions.ts'
import { copy } from './copy.ts'
import { copySummaryCsv, copySummaryMarkdown } from './copy-summary.ts'
import { cut } from './cut.ts'
import type { Action } from './define.ts'
import { deleteApart } from './delete-apart.ts'
import { deleteRun } from './delete-run.ts'
import { deleteSelection } from './delete.ts'
import { showDevices } from './devices.ts'
import { drawShapes } from './draw-shapes.ts'
import { duplicate } from './duplicate.ts'
import { enterSelectedBlock } from './enter-block.ts'
import { exportModel } from './export.ts'
import { firstSteps } from './first-steps.ts'
import { fit } from './fit.ts'
import { focusNextPanel, focusPreviousPanel } from './focus-panel.ts'
import { foldAll, toggleFold, unfoldAll } from './fold.ts'
import { group } from './group.ts'
import { showKeys } from './keys.ts'
import { chinese, english } from './language.ts'
import { leaveEnteredBlock } from './leave-block.ts'
import { queueEarlier, queueLater } from './move-run.ts'
import { moveEarlier, moveIn, moveLater, moveOut } from './move-steps.ts'
import { leaveQueue } from './leave-queue.ts'
import { lensActions, lensOff } from './lens.ts'
import { newNetwork } from './new.ts'
import { openDocument } from './open.ts'
import { openPalette } from './palette.ts'
import { pauseTraining } from './pause-training.ts'
import { paste } from './paste.ts'
import { queueTraining } from './queue-training.ts'
import { pullOut } from './pull-out.ts'
import { redo } from './redo.ts'
import { rename } from './rename.ts'
import { resumeTraining } from './resume-training.ts'
import { saveDocumentAs } from './save-as.ts'
import { saveFigure } from './save-figure.ts'
import { saveDocument } from './save.ts'
import { selectAll } from './select-all.ts'
import { selectDownstream, selectUpstream } from './select-along.ts'
import { selectNone } from './select-none.ts'
import { showProblems, showRuns, showSummary, showTraining } from './show-tabs.ts'
import { startFromWeights } from './start-from-weights.ts'
import { stopTraining } from './stop-training.ts'
import { darkTheme, lightTheme, systemTheme } from './theme.ts'
import { toggleBottom, toggleInspector, toggleLibrary } from './toggle-panels.ts'
import { trainFurther } from './train-further.ts'
import { trainSlower } from './train-slower.ts'
import { train } from './train.ts'
import { undo } from './undo.ts'
import { ungroup } from './ungroup.ts'
import { zoomToSelection } from './zoom-to-selection.ts'

interface Section {
  title: Text
  actions: readonly Action[]
}

/** Every action, in the order in which the palette and the list of keys show them. */
export const sections: readonly Section[] = [
  {
    title: { en: 'File', zh: '文件' },
    actions: [newNetwork, openDocument, saveDocument, saveDocumentAs, exportModel, saveFigure],
  },
  {
    title: { en: 'Edit', zh: '编辑' },
    actions: [
      undo,
      redo,
      cut,
      copy,
      paste,
      duplicate,
      deleteSelection,
      deleteApart,
      rename,
      swapKind,
      repeat,
      bypass,
      freeze,
      selectAll,
      selectUpstream,
      selectDownstream,
      // Of two actions with one key the first that can be done is: Esc leaves a block before it lets go of a selection,
      // and takes a lens off last.
      leaveEnteredBlock,
      selectNone,
    ],
  },
  { title: { en: 'Blocks', zh: '块' }, actions: [group, ungroup, enterSelectedBlock, toggleFold, foldAll, unfoldAll] },
  {
    title: { en: 'Move', zh: '移动' },
    actions: [moveEarlier, moveLater, moveOut, moveIn, moveInto, pullOut],
  },
  {
    title: { en: 'Training', zh: '训练' },
    actions: [
      train,
      pauseTraining,
      stopTraining,
      resumeTraining,
      queueTraining,
      queueEarlier,
      queueLater,
      leaveQueue,
      trainFurther,
      branchRun,
      trainSlower,
      deleteRun,
      chooseData,
      startFromWeights,
      beginAnew,
      drawShapes,
      showDevices,
    ],
  },
  {
    title: { en: 'View', zh: '视图' },
    actions: [
      openPalette,
      fit,
      zoomToSelection,
      arrange,
      ...Object.values(lensActions),
      lensOff,
      toggleLibrary,
      toggleBottom,
      toggleInspector,
      focusNextPanel,
      focusPreviousPanel,
      showProblems,
      showSummary,
      showTraining,
      showRuns,
      copySummaryCsv,
      copySummaryMarkdown,
      systemTheme,
      lightTheme,
      darkTheme,
      english,
      chinese,
    ],
  },
  { title: { en: 'Help', zh: '帮助' }, actions: [firstSteps, compareTheEditions, showKeys, about] },
]

export const actions: readonly Action[] = sections.flatMap((section) => section.actions)

const byId = new Map(actions.map((action) => [action.id, action]))

/** The action of an id, as the system's menu names it. */
export const actionOf = (id: string): Action | undefined => byId.get(id)
