package desktop

import (
	"fmt"
	"strconv"
	"strings"

	"exile/export"
)

// money is about payments, gifts, prizes and posts that are paid for.
func (d *deed) money(action string) bool {
	switch action {
	case "send_payment":
		d.payment()
	case "refunded_payment":
		who := d.peer(d.rec.take("peer_id"), d.rec.take("peer_name"))
		d.say(export.NoticeOther, who+" refunded back "+d.amount())
	case "send_premium_gift", "send_stars_gift", "send_ton_gift", "send_star_gift":
		d.gift(action)
	case "gift_code_prize", "giveaway_launch", "giveaway_results", "stars_prize", "boost_apply":
		d.prize(action)
	case "paid_messages_refund":
		d.say(export.NoticeOther, fmt.Sprintf("%s refunded %d Stars for %d messages", d.who, d.rec.take("stars_count").count(), d.rec.take("messages_count").count()))
	case "paid_messages_price_change":
		stars, allowed := d.rec.take("price_stars").count(), d.rec.take("is_broadcast_messages_allowed").isTrue()
		plain := fmt.Sprintf("Price per message changed to %d Telegram Stars.", stars)
		if d.head.channel() {
			plain = fmt.Sprintf("Price per direct message changed to %d Telegram Stars.", stars)
			if !allowed {
				plain = "Direct messages were disabled."
			}
		}
		d.say(export.NoticeSetting, plain)
	default:
		return d.posts(action)
	}
	return true
}

func (d *deed) amount() string {
	n, _ := d.rec.take("amount").number()
	return money(n, d.rec.take("currency").text())
}

func (d *deed) payment() {
	amount := d.amount()
	d.answers("invoice_message_id")
	switch d.rec.take("recurring").text() {
	case "used":
		d.say(export.NoticeOther, "You were charged "+amount+" via recurring payment")
	case "init":
		d.say(export.NoticeOther, "You have successfully transferred "+amount+" for this invoice and allowed future recurring payments")
	default:
		d.say(export.NoticeOther, "You have successfully transferred "+amount+" for this invoice")
	}
}

func (d *deed) gift(action string) {
	cost := d.rec.take("cost").text()
	what := ""
	switch action {
	case "send_premium_gift":
		if n := d.rec.take("months").count(); n > 0 {
			what = fmt.Sprintf("Telegram Premium for %d months.", n)
		} else if n := d.rec.take("days").count(); n > 0 {
			what = fmt.Sprintf("Telegram Premium for %d days.", n)
		}
	case "send_star_gift":
		said := d.unstyled(d.rec.take("gift_text"))
		stars := d.rec.take("stars").count()
		d.say(export.NoticeOther, joined("\n", fmt.Sprintf("%s sent you a gift of %d Telegram Stars.", d.who, stars), said))
		return
	default:
		unit := " Telegram Stars."
		if action == "send_ton_gift" {
			unit = " TON."
		}
		if n := d.price("amount"); n != "" {
			what = n + unit
		}
	}
	if cost == "" || what == "" {
		d.say(export.NoticeOther, d.who+" sent you a gift.")
		return
	}
	d.say(export.NoticeOther, d.who+" sent you a gift for "+cost+": "+what)
}

// price reads an amount that stands as two numbers, the second in billionths.
func (d *deed) price(of string) string {
	whole, nano := d.rec.take(of+"_whole"), d.rec.take(of+"_nano").count()
	if whole.null() {
		return d.rec.take("stars").text() // until 2025
	}
	if nano == 0 {
		return whole.text()
	}
	return strings.TrimRight(fmt.Sprintf("%s.%09d", whole.text(), nano), "0")
}

func (d *deed) prize(action string) {
	switch action {
	case "gift_code_prize":
		n, unit := d.rec.take("months").count(), "month"
		if n == 0 {
			n, unit = d.rec.take("days").count(), "day"
		}
		what := fmt.Sprintf("a Telegram Premium for %d %s", n, plural(n, unit, unit+"s"))
		unclaimed, won := d.rec.take("unclaimed").isTrue(), d.rec.take("via_giveaway").isTrue()
		switch {
		case unclaimed:
			d.say(export.NoticeOther, "This is an unclaimed "+what[2:]+" prize in a giveaway organized by a channel.")
		case won:
			d.say(export.NoticeOther, "You won "+what+" prize in a giveaway organized by a channel.")
		default:
			d.say(export.NoticeOther, "You've received "+what+" gift from a channel.")
		}
	case "giveaway_launch":
		d.say(export.NoticeOther, d.who+" just started a giveaway of Telegram Premium subscriptions to its followers.")
	case "giveaway_results":
		d.winners()
	case "stars_prize":
		by := d.peer(d.rec.take("boost_peer_id"), d.rec.take("boost_peer_name"))
		d.say(export.NoticeOther, fmt.Sprintf("You won a prize in a giveaway organized by %s.\nYour prize is %d Telegram Stars.", by, d.rec.take("stars").count()))
	case "boost_apply":
		n := d.rec.take("boosts").count()
		d.say(export.NoticeOther, fmt.Sprintf("%s boosted the group %d %s", d.who, n, plural(n, "time", "times")))
	}
}

func (d *deed) winners() {
	n, unclaimed := d.rec.take("winners").count(), d.rec.take("unclaimed").count()
	got := "received private messages with giftcodes."
	if d.rec.take("stars").isTrue() {
		got = "received their prize."
	}
	switch {
	case n == 0:
		d.say(export.NoticeOther, "No winners of the giveaway could be selected.")
	case unclaimed > 0:
		d.say(export.NoticeOther, "Some winners of the giveaway were randomly selected by Telegram and "+got)
	default:
		d.say(export.NoticeOther, strconv.FormatInt(n, 10)+" of the giveaway was randomly selected by Telegram and "+got)
	}
}

// posts is about posts that people suggest to a channel.
func (d *deed) posts(action string) bool {
	switch action {
	case "process_suggested_post":
		if d.rec.take("rejected").isTrue() {
			plain := d.who + " rejected your suggested post."
			if why := d.rec.take("comment").text(); why != "" {
				plain = d.who + ` rejected your suggested post, with comment: "` + why + `"`
			}
			d.say(export.NoticeOther, plain)
			break
		}
		price, at := d.postPrice(), d.moment(d.rec.take("scheduled_date"), "2 January 2006 at 15:04")
		if price != "" {
			price = "for " + price
		}
		d.say(export.NoticeOther, joined(", ", d.who+" approved your suggested post", price, at)+".")
	case "suggested_post_success":
		d.say(export.NoticeOther, "The paid post was shown for 24 hours and "+d.postPrice()+" were transferred to the channel.")
	case "suggested_post_refund":
		if d.rec.take("user_initiated").isTrue() {
			d.say(export.NoticeOther, "The user refunded the payment, post was deleted.")
			break
		}
		d.say(export.NoticeOther, "The admin deleted the post early, the payment was refunded.")
	default:
		return false
	}
	return true
}

func (d *deed) postPrice() string {
	n, unit := d.price("price_amount"), "stars"
	if d.rec.take("price_currency").text() == "TON" {
		unit = "TON"
	}
	if n == "" || n == "0" {
		return ""
	}
	return n + " " + unit
}
