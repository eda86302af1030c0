import { describe, expect, it } from 'vitest';
import { placeElements } from './place-elements.ts';

const element = (id: string, left: number, top: number, width: number, height: number, more: object = {}) => ({
  ElementId: id,
  ElementType: 'VISUAL' as const,
  XAxisLocation: `${left}px`,
  YAxisLocation: `${top}px`,
  Width: `${width}px`,
  Height: `${height}px`,
  ...more,
});

describe('placeElements', () => {
  it('takes a grid as it is, and puts an element without a row below', () => {
    const grid = [
      { ElementId: 'a', ElementType: 'VISUAL' as const, ColumnIndex: 0, ColumnSpan: 18, RowIndex: 0, RowSpan: 6 },
      { ElementId: 'b', ElementType: 'VISUAL' as const, ColumnSpan: 36, RowSpan: 4 },
    ];
    const { places } = placeElements({
      SheetId: 's',
      Layouts: [{ Configuration: { GridLayout: { Elements: grid } } }],
    });
    expect([...places]).toEqual([
      ['a', { column: 0, row: 0, columnSpan: 18, rowSpan: 6 }],
      ['b', { column: 0, row: 6, columnSpan: 36, rowSpan: 4 }],
    ]);
  });

  it('maps pixels onto 36 columns and rows of 24 pixels, leaving hidden elements out', () => {
    const canvas = { ScreenCanvasSizeOptions: { OptimizedViewPortWidth: '1800px' } };
    const Elements = [
      element('a', 0, 0, 900, 240),
      element('b', 900, 240, 900, 48),
      element('c', 0, 0, 10, 10, { Visibility: 'HIDDEN' }),
    ];
    const { places, hidden } = placeElements({
      SheetId: 's',
      Layouts: [{ Configuration: { FreeFormLayout: { Elements, CanvasSizeOptions: canvas } } }],
    });
    expect([...places]).toEqual([
      ['a', { column: 0, row: 0, columnSpan: 18, rowSpan: 10 }],
      ['b', { column: 18, row: 10, columnSpan: 18, rowSpan: 2 }],
    ]);
    expect([...hidden]).toEqual(['c']);
  });

  it('puts sections under each other', () => {
    const section = (id: string) => ({
      SectionId: id,
      Layout: { FreeFormLayout: { Elements: [element(id, 0, 0, 1600, 96)] } },
    });
    const body = {
      SectionId: 'b',
      Content: { Layout: { FreeFormLayout: { Elements: [element('b', 0, 24, 800, 48)] } } },
    };
    const layout = {
      HeaderSections: [section('h')],
      BodySections: [body],
      FooterSections: [section('f')],
      CanvasSizeOptions: {},
    };
    const { places } = placeElements({ SheetId: 's', Layouts: [{ Configuration: { SectionBasedLayout: layout } }] });
    expect([...places].map(([id, { row }]) => [id, row])).toEqual([
      ['h', 0],
      ['b', 5],
      ['f', 7],
    ]);
  });
});
