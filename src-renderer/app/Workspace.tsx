import type { KeyboardEvent } from 'react'
import { Group, Panel, Separator } from 'react-resizable-panels'
import type { Action } from '../actions/define.ts'
import { runAction } from '../actions/run.ts'
import { toggleBottom, toggleInspector } from '../actions/toggle-panels.ts'
import { Canvas } from '../canvas/Canvas.tsx'
import { FirstMinute } from '../guide/FirstMinute.tsx'
import { useT } from '../i18n/locale.ts'
import { Inspector } from '../inspector/Inspector.tsx'
import { Library } from '../library/Library.tsx'
import { useView } from '../store/view.ts'
import { BottomPanel } from './BottomPanel.tsx'
import { Breadcrumbs } from './Breadcrumbs.tsx'
import { FoldingPanel } from './FoldingPanel.tsx'
import './workspace.css'

/** Library, canvas and inspector, with what is said of the network below: panels to be drawn larger, smaller or away. */
export function Workspace() {
  const t = useT()
  const libraryShown = useView((view) => view.shown.library)
  return (
    <Group className="workspace" orientation="horizontal">
      <Panel id="main" minSize={360}>
        <Group orientation="vertical">
          <Panel id="upper" minSize={140}>
            <Group orientation="horizontal">
              <FoldingPanel side="library" min={184} max={420}>
                <aside
                  className="side"
                  data-area="library"
                  tabIndex={-1}
                  aria-label={t({ en: 'Library', zh: '组件库' })}
                >
                  <Library />
                  <FirstMinute />
                </aside>
              </FoldingPanel>
              <Separator className="separator" aria-label={t({ en: 'Width of the library', zh: '组件库宽度' })} />
              <Panel id="centre" minSize={240}>
                <div className="centre">
                  <Breadcrumbs />
                  {!libraryShown && <FirstMinute />}
                  <main
                    className="canvas-place"
                    data-area="canvas"
                    tabIndex={-1}
                    aria-label={t({ en: 'Canvas', zh: '画布' })}
                  >
                    <Canvas />
                  </main>
                </div>
              </Panel>
            </Group>
          </Panel>
          <Separator
            className="separator"
            aria-label={t({ en: 'Height of the bottom panel', zh: '底部面板高度' })}
            onKeyDown={onEnter(toggleBottom)}
          />
          <FoldingPanel side="bottom" min={150} max="70%" folded={33}>
            <BottomPanel />
          </FoldingPanel>
        </Group>
      </Panel>
      <Separator
        className="separator"
        aria-label={t({ en: 'Width of the inspector', zh: '属性面板宽度' })}
        onKeyDown={onEnter(toggleInspector)}
      />
      <FoldingPanel side="inspector" min={232} max={520}>
        <aside className="side" data-area="inspector" tabIndex={-1} aria-label={t({ en: 'Inspector', zh: '属性' })}>
          <Inspector />
        </aside>
      </FoldingPanel>
    </Group>
  )
}

/** Of itself a separator folds what is before it only. */
const onEnter =
  (toggle: Action) =>
  ({ key }: KeyboardEvent): void =>
    void (key === 'Enter' && runAction(toggle))
