using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace EsimLifecycle.Tests;

/// <summary>Story 4 in its five files: what each step came to, by the local date and time at which it stands in the file.</summary>
public class SelfCareRenewalTests
{
    private static readonly Played Year = new("4-axis-renewal.json");
    private static readonly Played Automatic = new("4b-auto-renewal.json");
    private static readonly Played KeepNumber = new("4c-keep-number-top-up.json");
    private static readonly Played Plans = new("4d-plans-and-packs.json");
    private static readonly Played Pause = new("4e-pause-and-hold.json");

    [Fact]
    public void A_payment_that_fails_changes_nothing_but_the_record()
    {
        Year.At("2026-01-31T09:01").Gave("PaymentRecorded").Holds("USD 0.00", Account.Customer, Account.Wallet, Account.Deferred);
        Plans.At("2026-05-14T07:01").Gave("PaymentRecorded", "ChargeFailed").Tells("PaymentFailed").Holds("USD 31.00", Account.Deferred);
    }

    [Fact]
    public void Renewed_early_the_new_period_begins_where_the_old_one_ends_and_the_settings_are_to_be_checked() =>
        Year.At("2026-02-20T09:05").Gave("SubscriptionRenewed").Tells("Renewed", "CheckSettings")
            .Event("SubscriptionRenewed").GetProperty("period").GetRawText()
            .Should().StartWith("""{"start":"2026-02-28","end":"2026-03-31",""");

    [Fact]
    public void A_payment_is_taken_once_and_a_conflict_is_kept_without_effect()
    {
        Year.At("2026-02-20T09:00:10").IsRefused(RefusalCode.ChargeInFlight);
        Year.At("2026-02-20T09:01:30").Outcome.Should().Be("AlreadyDone");
        Year.At("2026-02-20T09:02").Gave("FactConflicted").Holds("USD 31.00", Account.Deferred, Account.Held);
    }

    [Fact]
    public void Periods_follow_each_other_without_gap_overlap_or_drift()
    {
        var ends = Year.Events("SubscriptionActivated", "SubscriptionRenewed").Select(period => period.GetProperty("period")).ToList();

        ends.Select(period => period.GetProperty("end").GetString())
            .Should().Equal("2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30", "2026-07-31");
        ends.Skip(1).Select(period => period.GetProperty("start").GetString())
            .Should().Equal(ends.SkipLast(1).Select(period => period.GetProperty("end").GetString()));
    }

    [Fact]
    public void It_is_paid_by_card_PayPal_bank_transfer_e_wallet_and_balance()
    {
        Year.Events("PaymentRecorded").Select(e => e.GetProperty("payment").GetProperty("method").GetString()).Distinct()
            .Should().BeEquivalentTo("Card", "PayPal", "BankTransfer", "EWallet");
        Year.At("2026-05-28T09:00").IsRefused(RefusalCode.BalanceTooLow).Tells("RenewalReminder");
        Year.At("2026-05-28T09:06").Gave("PurchaseReserved").Does("ProvisionService").Holds("USD 24.80", Account.Held);
        Year.At("2026-05-28T09:07").Gave("SubscriptionRenewed", "BalanceLow").Tells("Renewed", "CheckSettings", "BalanceLow")
            .Holds("USD 0.00", Account.Promotional).Holds("USD 0.20", Account.Wallet);
    }

    [Fact]
    public void A_promotion_lowers_the_price_of_three_periods_and_stands_alone()
    {
        Year.At("2026-03-02T10:00:30").IsRefused(RefusalCode.PromotionNotStackable);
        Year.Events("SubscriptionRenewed").Select(e => e.GetProperty("period").GetProperty("price").GetString())
            .Should().Equal("USD 31.00", "USD 24.80", "USD 24.80", "USD 24.80", "USD 31.00");
    }

    [Fact]
    public void An_answer_that_comes_late_still_buys_and_what_the_carrier_fails_at_is_tried_again()
    {
        Year.At("2026-03-27T11:00").Gave("ChargeFailed", "PaymentRecorded", "PurchaseReserved");
        Year.At("2026-03-27T11:02").Gave("ProvisioningRetried").Does("ProvisionService");
        Year.At("2026-03-27T11:10").Gave("SubscriptionRenewed");
    }

    [Fact]
    public void Goodwill_is_free_credit_and_a_chargeback_is_owed_until_it_is_paid()
    {
        Year.At("2026-05-12T16:00").Tells("CreditGranted").Holds("USD 5.00", Account.Promotional).Holds("USD -5.00", Account.Concessions);
        Year.At("2026-06-10T14:00").Tells("DuesOpen").Holds("USD -19.80", Account.Receivable);
        Year.At("2026-06-11T09:00").Gave("PaymentRecorded").Holds("USD 0.00", Account.Receivable);
    }

    [Fact]
    public void What_lapses_is_in_grace_until_it_is_restored_or_grace_ends()
    {
        Year.At("2026-07-05T12:00").Gave(
            "RenewalReminderDue", "BalanceLow", "RenewalReminderDue", "PeriodEnded", "GraceEntered").Status.Should().Be("Grace");
        Year.At("2026-07-10T12:00").Gave("PaymentRecorded", "PurchaseReserved").Status.Should().Be("Grace");
        Year.At("2026-07-10T12:01").Status.Should().Be("Active");
        Year.At("2026-10-01T00:00").Event("SubscriptionClosed").GetProperty("at").GetString().Should().Be("2026-08-29T17:00:00Z");
        Year.At("2026-10-02T10:00").Tells("PaymentSentBack");
        Year.EndsWith("Closed", (Account.Customer, "USD -162.40"), (Account.Earned, "USD 167.40"), (Account.Concessions, "USD -5.00"));
    }

    [Fact]
    public void Two_promotions_that_go_together_both_count() =>
        Automatic.At("2026-01-10T09:02").Gave("PaymentRecorded").Holds("USD 22.90", Account.Deferred);

    [Fact]
    public void An_automatic_charge_is_tried_again_and_at_last_given_up()
    {
        Automatic.At("2026-02-07T00:05").Gave("RenewalReminderDue", "RenewalChargeDue").Does("SendMessage", "ChargePayment");
        Automatic.At("2026-02-07T00:06").Gave("PaymentRecorded", "ChargeFailed").Tells("PaymentFailed");
        Automatic.At("2026-02-08T00:11").Gave("PaymentRecorded", "PurchaseReserved");

        var given = Automatic.At("2026-03-18T08:00");
        given.Told.Should().EndWith("AutoRenewalGivenUp");
        given.Events("RenewalChargeDue").Select(e => e.GetProperty("charge").GetProperty("attempt").GetInt32()).Should().Equal(2, 3, 4);
        given.Status.Should().Be("Grace");
        Automatic.At("2026-03-20T19:02").Gave("SubscriptionRenewed", "BalanceLow").Status.Should().Be("Active");
    }

    [Fact]
    public void Switched_off_between_charge_and_answer_the_money_goes_back() =>
        Automatic.At("2026-04-07T00:30").Gave("PaymentRecorded").Does("PayRefund", "SendMessage").Holds("USD 27.90", Account.RefundPayable);

    [Fact]
    public void From_the_balance_it_buys_at_once_in_grace_and_as_soon_as_there_is_enough()
    {
        Automatic.At("2026-04-12T10:05").Gave("AutoRenewalSet", "PurchaseReserved");
        Automatic.At("2026-04-12T10:06").Gave("SubscriptionRenewed", "BalanceLow").Status.Should().Be("Active");
        Automatic.At("2026-05-07T00:05").Gave("RenewalReminderDue", "RenewalChargeDue", "ChargeFailed");
        Automatic.At("2026-05-07T08:00").Gave("PaymentRecorded", "PurchaseReserved");
    }

    [Fact]
    public void Who_has_not_used_it_for_sixty_days_is_advised_to_switch_auto_renewal_off() =>
        Automatic.At("2026-04-23T00:00").Gave("DisuseNoticed").Tells("DisuseAdvice");

    [Fact]
    public void A_charge_in_flight_when_the_cancellation_comes_is_void_and_refunded()
    {
        Automatic.At("2026-06-07T00:30").Gave("PaymentRecorded").Tells("PaymentSentBack").Status.Should().Be("Clearing");
        Automatic.At("2026-06-10T08:00").Gave("PeriodEnded", "AccountSettled", "SubscriptionClosed");
        Automatic.EndsWith("Closed", (Account.Customer, "USD -134.50"), (Account.Earned, "USD 134.50"));
    }

    [Fact]
    public void A_top_up_extends_a_keep_number_card_by_its_table_up_to_a_year()
    {
        KeepNumber.At("2026-01-05T10:02").IsRefused(RefusalCode.RenewalByTopUp);
        KeepNumber.At("2026-01-21T12:00").Gave("PaymentRecorded");
        KeepNumber.At("2026-03-20T09:00").Status.Should().Be("Grace");
        KeepNumber.At("2026-03-25T09:00").Gave("PaymentRecorded", "ValidityExtended").Status.Should().Be("Active");
        KeepNumber.Events("ValidityExtended").Select(e => e.GetProperty("period").GetProperty("end").GetString()).Should().Equal(
            "2026-03-06", "2026-03-13", "2026-06-23", "2026-09-21", "2026-12-20", "2027-03-20", "2027-03-29");
        KeepNumber.EndsWith(
            "Active", (Account.Customer, "USD -56.00"), (Account.Wallet, "USD 47.00"), (Account.Deferred, "USD 6.00"), (Account.Earned, "USD 3.00"));
    }

    [Fact]
    public void Data_runs_low_and_out_and_a_pack_helps()
    {
        Plans.At("2026-05-12T22:00").Gave("PeriodEnded", "UsageRecorded", "DataLow").Tells("DataLow");
        Plans.At("2026-05-13T22:00").Gave("UsageRecorded", "DataExhausted").Tells("DataExhausted");
        Plans.At("2026-05-14T07:03").Gave("PaymentRecorded", "PurchaseReserved").Does("ProvisionService");
        Plans.At("2026-05-14T07:04").Gave("PackBought", "BalanceLow").Tells("PackBought", "BalanceLow");
        Plans.At("2026-05-22T00:00").Gave("PackExpired");
    }

    [Fact]
    public void Another_plan_from_today_costs_the_difference() =>
        Plans.At("2026-05-18T09:02").Gave("PlanChanged", "BalanceLow").Tells("PlanChanged", "CheckSettings", "BalanceLow")
            .Event("PlanChanged").GetProperty("credit").GetString().Should().Be("USD 15.00");

    [Fact]
    public void What_the_carrier_cannot_put_in_effect_is_released_and_the_money_comes_back()
    {
        Plans.At("2026-06-15T15:00").Holds("USD 45.00", Account.Deferred).Holds("USD 300.00", Account.Held);
        Plans.At("2026-06-16T16:00").Gave("ProvisioningRetried");
        Plans.At("2026-06-16T16:10").Gave("PurchaseReleased").Does("PayRefund", "SendMessage").Holds("USD 45.00", Account.Deferred);
        Plans.EndsWith(
            "Active", (Account.Customer, "USD -376.50"), (Account.Wallet, "USD 6.00"), (Account.Deferred, "USD 304.00"), (Account.Earned, "USD 66.50"));
    }

    [Fact]
    public void A_pause_loses_no_day_and_a_hold_is_not_the_customers_to_lift()
    {
        Pause.At("2026-04-22T08:00").Event("SubscriptionResumed").GetProperty("term").GetProperty("paidUntilDate").GetString().Should().Be("2026-05-11");
        Pause.At("2026-04-23T09:00").IsRefused(RefusalCode.SuspensionHeld);
        Pause.At("2026-04-23T09:01").IsRefused(RefusalCode.CancellationFraudHold);
        Pause.EndsWith("Closed", (Account.Customer, "USD -12.40"), (Account.Earned, "USD 12.40"));
    }

    [Fact]
    public void A_person_reads_what_is_left_what_is_paid_and_what_comes_next()
    {
        var lines = SelfCareRun.With(new() { ["COLUMNS"] = "100" }, "", "play", Path.Combine(SelfCareRun.Stories, "4d-plans-and-packs.json")).Output.Split('\n').Select(line => line.Trim().TrimEnd('│').TrimEnd()).ToList();

        lines.Should().Contain("○ Data left: 1.5 GB of 10 GB");
        lines.Should().Contain("→ Tell the customer: Please check your eSIM settings");
        lines.Should().Contain("○ Data left: 0 bytes of 10 GB");
        lines.Skip(lines.IndexOf("• Purchase provisioning-36 could not be put into effect: USD 300.00 of payment bank-6 is to"))
            .Take(4).Should().Contain("→ Pay back USD 300.00 of payment bank-6 by bank transfer (refund-39-1)");
        lines.Should().ContainInOrder(
            "│ Balance       USD 6.00",
            "│ Data left     120 GB of 120 GB",
            "│ Pack          data-1gb, 1 GB of 1 GB left, up to and including 26 Jun 2026",
            "│ Auto-renewal  on, by PayPal");
    }

    /// <summary>A story as it was played.</summary>
    private sealed class Played(string file)
    {
        private readonly Lazy<IReadOnlyList<JsonElement>> _steps = new(() => SelfCareRun.OfStory(file).Lines);

        /// <summary>The step at a local time in Jakarta.</summary>
        public PlayedStep At(string local)
        {
            var at = DateTimeOffset.Parse($"{local}+07:00", System.Globalization.CultureInfo.InvariantCulture);
            return new PlayedStep(_steps.Value.Single(step => step.GetProperty("at").GetDateTimeOffset() == at));
        }

        public IEnumerable<JsonElement> Events(params string[] names) => _steps.Value.SelectMany(step => new PlayedStep(step).Events(names));

        /// <summary>The status at the end, and every account that is not empty then.</summary>
        public void EndsWith(string status, params (Account Account, string Amount)[] balances)
        {
            var last = new PlayedStep(_steps.Value[^1]);
            last.Status.Should().Be(status);
            Enum.GetValues<Account>().Where(account => !last.Balances[account].IsZero)
                .Select(account => (account, last.Balances[account].ToString())).Should().Equal(balances);
        }
    }

    /// <summary>A step of a story, and what is expected of it.</summary>
    private sealed class PlayedStep(JsonElement step)
    {
        public string? Outcome => step.GetProperty("outcome").GetString();

        public string? Status => step.GetProperty("status").GetString();

        public Balances Balances => step.GetProperty("balances").Deserialize((JsonTypeInfo<Balances>)LifecycleJson.Options.GetTypeInfo(typeof(Balances)))!;

        public IEnumerable<string?> Told => Instructions("template");

        public PlayedStep Gave(params string[] events) => Expect(Events().Select(e => e.GetProperty("event").GetString()), events);

        public PlayedStep Does(params string[] instructions) => Expect(Instructions("instruct"), instructions);

        public PlayedStep Tells(params string[] templates) => Expect(Told, templates);

        public PlayedStep IsRefused(params string[] codes) =>
            Expect(step.GetProperty("refusals").EnumerateArray().Select(refusal => refusal.GetProperty("code").GetString()), codes);

        public PlayedStep Holds(string amount, params Account[] accounts)
        {
            foreach (var account in accounts)
                Balances[account].Should().Be(Money.Parse(amount));
            return this;
        }

        public JsonElement Event(string name) => Events(name).Single();

        public IEnumerable<JsonElement> Events(params string[] names) =>
            step.GetProperty("events").EnumerateArray().Where(e => names.Length == 0 || names.Contains(e.GetProperty("event").GetString()));

        private IEnumerable<string?> Instructions(string property) => step.GetProperty("instructions").EnumerateArray()
            .Where(instruction => instruction.TryGetProperty(property, out _))
            .Select(instruction => instruction.GetProperty(property).GetString());

        private PlayedStep Expect(IEnumerable<string?> found, string[] expected)
        {
            found.Should().Equal(expected);
            return this;
        }
    }
}
