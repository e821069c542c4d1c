package desktop

import (
	"fmt"
	"strconv"
	"strings"

	"exile/export"
)

// boxed reads a message that an app shows as a box; nil where it is none. What stands
// for it in words is what Telegram Desktop's own pages write.
func (r *reading) boxed(rec *record, body string) export.Content {
	switch {
	case rec.has("poll"):
		return r.poll(rec.take("poll"), body)
	case rec.has("todo_list"):
		return r.todo(rec.take("todo_list"), body)
	case rec.has("game_title"), rec.has("game_link"):
		c := export.Card{
			Kind: export.CardLink, Title: rec.take("game_title").text(),
			Text: rec.take("game_description").text(), URL: rec.take("game_link").text(),
		}
		c.Plain = joined("\n", c.Title, c.Text, c.URL, body)
		return c
	case rec.has("invoice_information"):
		return invoice(rec.take("invoice_information"), body)
	case rec.has("giveaway_information"):
		return giveaway(rec.take("giveaway_information"), body)
	case rec.has("giveaway_results"):
		return giveawayResults(rec.take("giveaway_results"), body)
	case rec.has("paid_stars_amount"):
		stars := rec.take("paid_stars_amount").text()
		return export.Card{Kind: export.CardMoney, Title: "Paid media", Text: stars + " Stars", Plain: joined("\n", "Paid media, "+stars+" Stars", body)}
	}
	return nil
}

const maxOptions = 1000 // of one poll

func (r *reading) poll(v value, body string) export.Content {
	p := export.Poll{Closed: v.get("closed").isTrue(), Plain: body}
	p.Question = r.unstyled(v.get("question"))
	var lines strings.Builder
	lines.WriteString(p.Question)
	if p.Closed {
		lines.WriteString("\nFinal results")
	} else {
		lines.WriteString("\nAnonymous poll")
	}
	for c := v.get("answers").elements(); ; {
		a, ok := c.element()
		if !ok {
			break
		}
		if len(p.Options) == maxOptions {
			r.tally.miss("poll.answers")
			continue
		}
		o := export.PollOption{Votes: a.get("voters").small()}
		o.Text = r.unstyled(a.get("text"))
		p.Options = append(p.Options, o)
		lines.WriteString("\n- " + o.Text)
		if o.Votes > 0 {
			lines.WriteString(" " + votes(o.Votes))
		}
		if a.get("chosen").isTrue() {
			lines.WriteString(", chosen vote")
			r.tally.miss("poll.answers.chosen")
		}
	}
	if p.Plain == "" {
		p.Plain = lines.String() + "\n" + votes(v.get("total_voters").small())
	}
	return p
}

func votes(n int) string {
	switch n {
	case 0:
		return "No votes"
	case 1:
		return "1 vote"
	}
	return strconv.Itoa(n) + " votes"
}

func (r *reading) todo(v value, body string) export.Content {
	title := r.unstyled(v.get("title"))
	lines := []string{title, "To-do List"}
	for _, s := range r.tasks("todo_list.answers", v.get("answers")) {
		lines = append(lines, "- "+s)
	}
	return export.Unknown{Kind: "todo_list", Plain: joined("\n", strings.Join(lines, "\n"), body)}
}

// tasks reads the texts of the tasks of a list, which is that of a field.
func (r *reading) tasks(field string, v value) []string {
	var all []string
	for c := v.elements(); ; {
		one, ok := c.element()
		if !ok {
			return all
		}
		if len(all) == maxOptions {
			r.tally.miss(field)
			continue
		}
		all = append(all, r.unstyled(one.get("text")))
	}
}

// invoice reads a bill. Telegram Desktop writes it as a string that holds an object.
func invoice(v value, body string) export.Content {
	v = unwrapped(v)
	if !v.isObject() {
		return export.Card{Kind: export.CardMoney, Text: v.text(), Plain: joined("\n", v.text(), body)}
	}
	c := export.Card{Kind: export.CardMoney, Title: v.get("title").text(), Text: v.get("description").text()}
	amount, ok := v.get("amount").number()
	price := ""
	if ok {
		price = money(amount, v.get("currency").text())
	}
	c.Plain = joined("\n", c.Title, c.Text, price, body)
	return c
}

// unwrapped returns the object or array that a string holds, where it holds one that
// is well-formed; else the value itself.
func unwrapped(v value) value {
	if !v.isString() {
		return v
	}
	inner, err := mend(v.text())
	if err != nil || !inner.isObject() && !inner.isArray() {
		return v
	}
	return inner
}

func giveaway(v value, body string) export.Content {
	n, months, stars := v.get("quantity").count(), v.get("months").count(), v.get("stars").count()
	title := plural(n, "Giveaway Prize", "Giveaway Prizes")
	prize := joined(" ", strconv.FormatInt(n, 10), v.get("additional_prize").text())
	what := fmt.Sprintf("%d %s for %d %s.", n, plural(n, "Telegram Premium Subscription", "Telegram Premium Subscriptions"), months, plural(months, "month", "months"))
	if stars > 0 {
		what = fmt.Sprintf("%d %s will be distributed among %d winners.", stars, plural(stars, "Star", "Stars"), n)
		if n == 1 {
			what = fmt.Sprintf("%d %s will be distributed to 1 winner.", stars, plural(stars, "Star", "Stars"))
		}
	}
	until := ""
	if s := v.get("until_date").text(); s != "" {
		until = "Winners Selection Date\n" + strings.Replace(s, "T", " ", 1)
	}
	return export.Card{Kind: export.CardGift, Title: title, Text: what, Plain: joined("\n", title, prize+"\nwith\n"+what, until, body)}
}

func giveawayResults(v value, body string) export.Content {
	n := v.get("winners_count").count()
	text := fmt.Sprintf("%d %s of the Giveaway", n, plural(n, "winner", "winners"))
	return export.Card{Kind: export.CardGift, Title: "Winners Selected!", Text: text, Plain: joined("\n", "Winners Selected!", text, v.get("additional_prize").text(), body)}
}

func plural(n int64, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// money writes an amount, which is in the smallest unit of its currency.
func money(amount int64, currency string) string {
	digits := 2
	switch currency {
	case "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF", "XTR":
		digits = 0
	case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND":
		digits = 3
	}
	s := strconv.FormatInt(amount, 10)
	if digits > 0 {
		sign := ""
		if amount < 0 {
			sign, s = "-", s[1:]
		}
		for len(s) <= digits {
			s = "0" + s
		}
		s = sign + s[:len(s)-digits] + "." + s[len(s)-digits:]
	}
	switch currency {
	case "XTR":
		return s + " Stars"
	case "":
		return s
	}
	return s + " " + currency
}
