//go:build cgo

package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"exile/cmd/internal/lang"
	"exile/formats"
)

// optionFlags are the flags that formats declare. Two formats may share one.
type optionFlags struct {
	values map[string]*optionFlag
	order  []string
}

type optionFlag struct {
	option  formats.Option
	readers []string // the formats that take it when they are read
	writers []string // … when they are written
	text    string
	list    []string
	on      bool
}

// inUse are the formats of a run. Those in maybe are read, or not: that is not
// known yet.
type inUse struct{ readers, writers, maybe []formats.Format }

// reading makes flags of the options of the formats that can be read.
func (o *optionFlags) reading(a *app, cmd *cobra.Command) {
	for _, f := range a.formats {
		for _, opt := range f.ReaderOptions {
			flag := o.flag(opt)
			flag.readers = append(flag.readers, f.Name)
		}
	}
	o.register(a, cmd)
}

// converting makes flags of the options of all formats.
func (o *optionFlags) converting(a *app, cmd *cobra.Command) {
	for _, f := range a.formats {
		for _, opt := range f.WriterOptions {
			flag := o.flag(opt)
			flag.writers = append(flag.writers, f.Name)
		}
	}
	o.reading(a, cmd)
}

func (o *optionFlags) flag(opt formats.Option) *optionFlag {
	if o.values == nil {
		o.values = map[string]*optionFlag{}
	}
	flag := o.values[opt.Name]
	if flag == nil {
		flag = &optionFlag{option: opt, text: opt.Default}
		o.values[opt.Name] = flag
		o.order = append(o.order, opt.Name)
	}
	return flag
}

func (o *optionFlags) register(a *app, cmd *cobra.Command) {
	for _, name := range o.order {
		o.values[name].register(a, cmd)
	}
}

// widestChoice is how many columns the values of a choice may take beside the
// flag's name: all help stands to the right of the widest.
const widestChoice = 28

func (f *optionFlag) register(a *app, cmd *cobra.Command) {
	help := a.say(lang.FlagFormat, lang.V{
		"formats": strings.Join(append(slices.Clone(f.readers), f.writers...), ", "), "help": strings.ReplaceAll(a.say(f.option.Help, nil), "`", "'"), // backquotes name a value
	})
	switch f.option.Kind {
	case formats.OptionBool:
		f.on = f.option.Default == "true"
		cmd.Flags().BoolVar(&f.on, f.option.Name, f.on, help)
	case formats.OptionChoice:
		values := strings.Join(f.option.Values, "|")
		if len(values) > widestChoice {
			help += ": " + strings.Join(f.option.Values, ", ")
			values = a.say(lang.WordValue, nil)
		}
		cmd.Flags().StringVar(&f.text, f.option.Name, f.text, "`"+values+"`: "+help)
		complete(cmd, f.option.Name, f.option.Values...)
	case formats.OptionText:
		cmd.Flags().StringVar(&f.text, f.option.Name, f.text, "`"+a.say(lang.WordValue, nil)+"`: "+help)
	case formats.OptionList:
		cmd.Flags().StringArrayVar(&f.list, f.option.Name, nil, "`"+a.say(lang.WordValue, nil)+"`: "+help)
	}
}

// read returns the options that were given, for the formats that are used.
func (o *optionFlags) read(a *app, cmd *cobra.Command, used inUse) (map[string]string, error) {
	values := map[string]string{}
	for _, name := range o.order {
		f := o.values[name]
		if !cmd.Flags().Changed(name) {
			continue
		}
		if !f.isOf(used) {
			return nil, a.misused(lang.NotOfFormat, lang.V{"name": "--" + name, "formats": namesOf(append(slices.Clone(used.readers), used.writers...))})
		}
		value, err := f.value(a)
		if err != nil {
			return nil, err
		}
		values[name] = value
	}
	return values, nil
}

func (f *optionFlag) isOf(used inUse) bool {
	read := func(u formats.Format) bool { return slices.Contains(f.readers, u.Name) }
	written := func(u formats.Format) bool { return slices.Contains(f.writers, u.Name) }
	return slices.ContainsFunc(used.readers, read) || slices.ContainsFunc(used.maybe, read) || slices.ContainsFunc(used.writers, written)
}

func (f *optionFlag) value(a *app) (string, error) {
	bad := lang.V{"name": "--" + f.option.Name, "value": clean(f.text), "values": strings.Join(f.option.Values, ", ")}
	switch f.option.Kind {
	case formats.OptionBool:
		if f.on {
			return "true", nil
		}
		return "false", nil
	case formats.OptionChoice:
		if !slices.Contains(f.option.Values, f.text) {
			return "", a.misused(lang.ValuesAre, bad)
		}
	case formats.OptionText:
		if f.option.Check != nil && f.option.Check(f.text) != nil {
			return "", a.misused(f.badValue(bad))
		}
	case formats.OptionList:
		for _, v := range f.list {
			if strings.ContainsRune(v, '\n') || f.option.Check != nil && f.option.Check(v) != nil {
				bad["value"] = clean(v)
				return "", a.misused(f.badValue(bad))
			}
		}
		return strings.Join(f.list, "\n"), nil
	}
	return f.text, nil
}

// badValue says that a value will not do, with an example of what will.
func (f *optionFlag) badValue(v lang.V) (lang.Text, lang.V) {
	if f.option.Example == "" {
		return lang.BadFlagValue, v
	}
	v["example"] = f.option.Example
	return lang.BadFlagExample, v
}

func namesOf(table []formats.Format) string {
	var names []string
	for _, f := range table {
		names = append(names, f.Name)
	}
	return strings.Join(names, ", ")
}

// readable and writable are the parts of the table that can be read, written.
func readable(f formats.Format) bool { return f.Reader != nil }
func writable(f formats.Format) bool { return f.Writer != nil }

func (a *app) pick(what func(formats.Format) bool) []formats.Format {
	var list []formats.Format
	for _, f := range a.formats {
		if what(f) {
			list = append(list, f)
		}
	}
	return list
}
