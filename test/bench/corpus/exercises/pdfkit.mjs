import { createHash } from 'node:crypto';
import PDFDocument from './node_modules/pdfkit/js/pdfkit.js';

const make = draw =>
  new Promise(done => {
    const doc = new PDFDocument({
      compress: false,
      info: { CreationDate: new Date(0), ModDate: new Date(0) },
    });
    const parts = [];
    doc
      .on('data', part => parts.push(part))
      .on('end', () => {
        const text = Buffer.concat(parts)
          .toString('latin1')
          .replace(/\/ID \[.*?\]/s, '');
        done(`${text.length} ${createHash('sha256').update(text).digest('hex')}`);
      });
    try {
      draw(doc);
    } catch (error) {
      console.log(error.message);
    }
    doc.end();
  });
for (const draw of [
  doc =>
    doc
      .fontSize(20)
      .text('Hello '.repeat(100), {
        align: 'justify',
        columns: 2,
        underline: true,
        link: 'http://a.b',
      })
      .list(['a', ['b', 'c'], 'd'], { bulletRadius: 2 }),
  doc =>
    doc
      .path(
        'M 0,20 L 100,160 Q 130,200 150,120 C 190,-40 200,200 300,150 A 30 50 0 0 1 162 162 S 1 2 3 4 z',
      )
      .lineWidth(3)
      .dash(5, { space: 10 })
      .fillAndStroke('red', '#123456'),
  doc =>
    doc
      .save()
      .rotate(30)
      .scale(2)
      .rect(1, 2, 3, 4)
      .clip()
      .circle(5, 5, 3)
      .polygon([1, 1], [2, 2], [3, 1])
      .roundedRect(1, 1, 9, 9, 2)
      .fill(doc.linearGradient(0, 0, 9, 9).stop(0, 'green').stop(1, [1, 2, 3]))
      .restore(),
  doc =>
    doc
      .addPage({
        size: 'A5',
        layout: 'landscape',
        margins: { top: 1, left: 2, right: 3, bottom: 4 },
      })
      .font('Times-Italic')
      .text('VAVA kern', { characterSpacing: 2, wordSpacing: 3, lineGap: 1, continued: true })
      .font('Courier')
      .text(' more é € \u2014', { strike: true }),
  doc => {
    doc.outline.addItem('a').addItem('b');
    doc.note(1, 1, 5, 5, 'n').goTo(1, 1, 5, 5, 'x').addNamedDestination('x');
    doc.text('t', { features: ['kern'], width: 10, height: 20, ellipsis: true });
  },
  doc => {
    doc.initForm();
    doc.formText('name', 10, 10, 100, 20, { value: 'v' });
    doc.formCheckbox('c', 1, 1, 9, 9);
    doc.formCombo('k', 1, 1, 9, 9, { select: ['a', 'b'] });
  },
  doc =>
    doc.table?.({
      data: [
        ['a', 'b'],
        ['c', { text: 'd', colSpan: 1 }],
      ],
    }),
])
  console.log(await make(draw));
