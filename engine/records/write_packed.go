package records

import (
	"encoding/binary"
	"math"
)

// A packed is a laid-out row that waits for its rank, in as few bytes as it
// can do with: a hundred thousand of them may wait.
type packed []byte

func pack(cells []laidCell) packed {
	var p packed
	for i := range cells {
		c := &cells[i]
		kind := byte(0)
		if c.number != nil {
			kind = byte(2 + c.digits) // digits are -1 or more
		}
		p = append(p, kind)
		if c.number != nil {
			p = binary.LittleEndian.AppendUint64(p, math.Float64bits(*c.number))
		}
		p = binary.AppendUvarint(p, uint64(len(c.text)))
		p = append(p, c.text...)
	}
	return append(packed(nil), p...) // no more room than it takes
}

func (p packed) cells() []laidCell {
	var out []laidCell
	for len(p) > 0 {
		var c laidCell
		kind := p[0]
		p = p[1:]
		if kind > 0 {
			x := math.Float64frombits(binary.LittleEndian.Uint64(p))
			c.number, c.digits = &x, int(kind)-2
			p = p[8:]
		}
		n, size := binary.Uvarint(p)
		c.text = string(p[size : size+int(n)])
		p = p[size+int(n):]
		out = append(out, c)
	}
	return out
}
