package records

import (
	"math"
	"math/big"
	"strconv"
	"strings"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
)

// parquetReader returns what makes a cell of a value of the column.
func parquetReader(c *parquet.Column) func(parquet.Value) cell {
	t := c.Type()
	if lt := t.LogicalType(); lt != nil {
		switch v := lt.Value.(type) {
		case *format.DateType:
			return func(v parquet.Value) cell { return dayCell(int64(v.Int32())) }
		case *format.TimestampType:
			per := nanosPer(v.Unit)
			return func(x parquet.Value) cell { return instantCell(x.Int64(), per, v.IsAdjustedToUTC) }
		case *format.TimeType:
			per := nanosPer(v.Unit)
			return func(x parquet.Value) cell { return clockCell(wholeNumber(x), per) }
		case *format.DecimalType:
			return func(x parquet.Value) cell { return decimalCell(x, int(v.Scale)) }
		case *format.IntType:
			if !v.IsSigned {
				return unsignedCell
			}
		}
	}
	return plainCell
}

// plainCell reads a value by its physical type alone. Bytes are text unless
// they say otherwise: older writers do not mark text.
func plainCell(v parquet.Value) cell {
	switch v.Kind() {
	case parquet.Boolean:
		return cell{kind: booleanCell, text: strconv.FormatBool(v.Boolean())}
	case parquet.Int32:
		return cell{kind: numberCell, text: strconv.FormatInt(int64(v.Int32()), 10)}
	case parquet.Int64:
		return cell{kind: numberCell, text: strconv.FormatInt(v.Int64(), 10)}
	case parquet.Int96:
		return int96Cell(v)
	case parquet.Float:
		return floatCell(float64(v.Float()), 32)
	case parquet.Double:
		return floatCell(v.Double(), 64)
	}
	return cell{text: string(v.ByteArray())}
}

// floatCell reads a float. One that is no number is text, as which it may be
// declared to be missing.
func floatCell(x float64, bits int) cell {
	switch {
	case math.IsNaN(x) || math.IsInf(x, 0):
		return cell{text: strconv.FormatFloat(x, 'f', -1, bits)}
	case math.Abs(x) < 1e21:
		return cell{kind: numberCell, text: strconv.FormatFloat(x, 'f', -1, bits)}
	}
	return cell{kind: numberCell, text: strconv.FormatFloat(x, 'e', -1, bits)}
}

func unsignedCell(v parquet.Value) cell {
	if v.Kind() == parquet.Int32 {
		return cell{kind: numberCell, text: strconv.FormatUint(uint64(v.Uint32()), 10)}
	}
	return cell{kind: numberCell, text: strconv.FormatUint(v.Uint64(), 10)}
}

func wholeNumber(v parquet.Value) int64 {
	if v.Kind() == parquet.Int32 {
		return int64(v.Int32())
	}
	return v.Int64()
}

func nanosPer(u format.TimeUnit) int64 {
	switch u.Value.(type) {
	case *format.MicroSeconds:
		return 1e3
	case *format.NanoSeconds:
		return 1
	}
	return 1e6
}

var unreadableMoment = cell{kind: faultyCell, wrong: "row-unreadable.serial"}

// The days that a time can lie on (calendar.FirstYear to LastYear).
const firstDay, lastDay = -106650, 106650

func dayCell(day int64) cell {
	if day < firstDay || day > lastDay {
		return unreadableMoment
	}
	when := day * nanosPerDay
	return cell{kind: momentCell, parts: layoutDate, when: when, text: momentText(when)}
}

func instantCell(x, per int64, utc bool) cell {
	if x < firstDay*(nanosPerDay/per) || x > lastDay*(nanosPerDay/per) {
		return unreadableMoment
	}
	c := cell{kind: momentCell, parts: layoutDate | layoutClock, when: x * per, utc: utc, text: momentText(x * per)}
	if utc {
		c.text += "Z"
	}
	return c
}

func clockCell(x, per int64) cell {
	if x < 0 || x >= nanosPerDay/per {
		return unreadableMoment
	}
	when := x * per
	return cell{kind: momentCell, parts: layoutClock, when: when, days: float64(when) / float64(nanosPerDay), text: clockText(when)}
}

// int96Cell reads the old form of a timestamp: nanoseconds of a day, and the
// Julian day. Its writers mean UTC.
func int96Cell(v parquet.Value) cell {
	x := v.Int96()
	nanos, day := int64(x[0])|int64(x[1])<<32, int64(x[2])-2440588
	if nanos < 0 || nanos >= nanosPerDay || day < firstDay || day > lastDay {
		return unreadableMoment
	}
	return instantCell(day*nanosPerDay+nanos, 1, true)
}

// decimalCell writes an exact decimal of any width.
func decimalCell(v parquet.Value, scale int) cell {
	x := new(big.Int)
	switch v.Kind() {
	case parquet.Int32, parquet.Int64:
		x.SetInt64(wholeNumber(v))
	default:
		bytes := v.ByteArray()
		x.SetBytes(bytes)
		if len(bytes) > 0 && bytes[0] >= 0x80 { // two's complement
			x.Sub(x, new(big.Int).Lsh(big.NewInt(1), uint(8*len(bytes))))
		}
	}
	const widest = 76 // digits of the widest decimals there are
	if scale < 0 || scale > widest || x.BitLen() > 256 {
		return cell{kind: faultyCell, wrong: "row-unreadable.serial"}
	}
	return cell{kind: numberCell, text: decimalText(x, scale)}
}

func decimalText(x *big.Int, scale int) string {
	sign, digits := "", new(big.Int).Abs(x).String()
	if x.Sign() < 0 {
		sign = "-"
	}
	if scale == 0 {
		return sign + digits
	}
	if len(digits) <= scale {
		digits = strings.Repeat("0", scale-len(digits)+1) + digits
	}
	return sign + digits[:len(digits)-scale] + "." + digits[len(digits)-scale:]
}
