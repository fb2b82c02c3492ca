using FsCheck.Fluent;

namespace EsimLifecycle.Tests;

/// <summary>
/// Law 22: what is told of the future is what then happens. A host that knows only the public way (time, and an outbox of what is still wanted) plays what
/// was assumed for real, and comes by the same events to the same end.
/// </summary>
[Trait("speed", "slow")]
public class ForecastLaws
{
    private static readonly Instant Start = Instant.FromUtc(2026, 1, 31, 3, 0);

    [Fact]
    public void What_is_forecast_happens() => Prop.ForAll(RandomHistories.Of(RandomPolicies.All), Play).Check(1_500);

    private static void Expect(bool holds, string law)
    {
        if (!holds)
            throw new InvalidOperationException(law);
    }

    private static void Play(RandomHistory history)
    {
        var dice = new Dice((int)history.Steps.Sum(step => step.After.TotalSeconds + step.Aim));
        var lifecycle = new Lifecycle(history.Rules);
        var (state, now, events) = (Subscription.None, Start, new List<LifecycleEvent>());
        for (var i = 0; i < history.Steps.Count; i++)
        {
            var step = history.Steps[i].In(state, history.Rules);
            now += step.After;
            var decision = step.Command is { } command
                ? lifecycle.Decide(state, command, new CommandContext(now, step.By, new CommandId($"c-{i}")))
                : lifecycle.Advance(state, now);
            events.AddRange(decision.Events);
            state = decision.Subscription;
            if (state.Status.IsPendingCancel())
                ProgressIsTheSettlementThatFollows(lifecycle, state, now, events);
            if (i == history.Steps.Count - 1 || dice.OneIn(8))
                ForecastIsWhatHappens(lifecycle, state, now, events, dice);
        }

        BestDayIsTheQuoteOnThatDay(lifecycle, state, now, events, dice);
    }

    /// <summary>Whatever has been told of an open cancellation, its settlement is that.</summary>
    private static void ProgressIsTheSettlementThatFollows(Lifecycle lifecycle, Subscription state, Instant now, List<LifecycleEvent> events)
    {
        var progress = lifecycle.Progress(state, now)!;
        Expect(progress.Lines.Aggregate(Money.Zero(progress.Net.Currency), (sum, line) => sum + line.Amount) == progress.Net, "22: the lines of the progress sum to its net");
        if (progress.SettledAt is not null)
        {
            var settled = events.OfType<AccountSettled>().Last();
            Expect((progress.Lines, progress.Net, progress.SettledAt) == (settled.Lines, settled.Net, settled.At), "22: what was settled stays told as it was");
            Expect(progress.StillCharged.IsZero, "22: nothing is charged after the settlement");
            return;
        }

        // A dispute that time decides before the settlement gives back what nobody could count on.
        if (state.LateCharges.Any(late => late.DecideBy <= state.Cancellation!.SettlesAt))
            return;
        // Nor does it count that a payout under way may arrive beside what the bank took back.
        var host = new AssumingHost(lifecycle, state, events, now, ForecastAssumptions.AllGoesWell with { RefundsArePaid = false });
        host.PlayUntil(Instant.Max(state.Cancellation!.SettlesAt, Instant.Max(now, state.LastEventAt)));
        var end = host.Events.FirstOrDefault(each => each is AccountSettled or CancellationLapsed or CancellationRejected);

        // Up to the end of a minimum term it lapses where nobody buys the periods.
        if (end is not AccountSettled follows)
            Expect(state.RenewsUntilEnd && end is CancellationLapsed { Reason: LapseReason.TermUnpaid }, $"22: a request that everybody does their part in is settled, but {end} came");
        else
        {
            Expect((progress.Lines, progress.Net) == (follows.Lines, follows.Net), $"22: the progress is the settlement that follows: {progress.Lines}, but it was {follows.Lines}");
            var charged = host.Events.TakeWhile(each => each != end).OfType<PaymentRecorded>().Where(paid => paid.Charge != default).Aggregate(Money.Zero(progress.Net.Currency), (sum, paid) => sum + paid.Payment.Amount);
            Expect(progress.StillCharged == charged, $"22: {progress.StillCharged} is said to be still charged until then, but it was {charged}");
        }
    }

    private static void ForecastIsWhatHappens(Lifecycle lifecycle, Subscription state, Instant now, List<LifecycleEvent> events, Dice dice)
    {
        var assumptions = dice.OneIn(4) ? ForecastAssumptions.Default : new ForecastAssumptions
        {
            PaymentsSucceed = dice.OneIn(2),
            PurchasesAreConfirmed = dice.OneIn(2),
            Review = dice.Any<AssumedReview>(),
            DocumentsCome = dice.OneIn(2),
            DevicesAreUnbound = dice.OneIn(2),
            DuesArePaid = dice.OneIn(2),
            RefundsArePaid = dice.OneIn(2),
        };
        var until = Instant.Max(now, state.LastEventAt) + Duration.FromDays(dice.Of(0, 3, 40, 400));
        var host = new AssumingHost(lifecycle, state, events, now, assumptions);
        host.PlayUntil(until);
        var steps = lifecycle.Forecast(state, now, until, assumptions).ToList();
        var told = steps.SelectMany(step => step.Events).Select(Shape).ToList();
        var happened = host.Events.Select(Shape).ToList();
        var same = told.Zip(happened).TakeWhile(pair => pair.First == pair.Second).Count();
        Expect(
            told.Count == same && happened.Count == same,
            $"22: what is forecast happens; under {assumptions} after {same} events of {told.Count} and {happened.Count} {told.ElementAtOrDefault(same)} was told, and {happened.ElementAtOrDefault(same)} happened");
        var (end, real) = (steps.Count == 0 ? state : steps[^1].Subscription, host.State);
        Expect((end.Status, end.Version, end.Balances, end.Term, end.NextDeadline).Equals((real.Status, real.Version, real.Balances, real.Term, real.NextDeadline)), "22: and so is its end");
        foreach (var (step, next) in steps.Zip(steps.Skip(1)))
            Expect(step.At <= next.At && step.Events.Count > 0 && step.Subscription.Version + next.Events.Count == next.Subscription.Version, "22: steps follow each other");
        Expect(steps.GroupBy(step => step.At).All(moment => moment.Count() < 300), "22: nothing stands still");

        if (steps.Count > 0)
        {
            var k = (int)dice.From(0, steps.Count - 1);
            Expect(lifecycle.Forecast(steps[k].Subscription, steps[k].At, until, assumptions).SequenceEqual(steps.Skip(k + 1)), "22: from any step on it is the same forecast");
        }

        var charges = steps.SelectMany(step => step.Charges).ToList();
        Expect(charges.Where(charge => charge.Method != PaymentMethod.Balance).Select(charge => (charge.At, charge.Amount, charge.Method, charge.Fails, charge.Attempt)).SequenceEqual(host.Charges), "22: what is forecast is charged");
        Expect(charges.All(charge => charge.Amount.IsPositive && charge.Plan is null == (charge.Purpose == ChargePurpose.Pack) && charge.Pack is not null == (charge.Purpose == ChargePurpose.Pack)), "22: a charge is for something");
        var paidBack = steps.Aggregate(Money.Zero(state.Balances.Currency), (sum, step) => step.Refunded is { } refunded ? sum + refunded : sum);
        Expect(paidBack == host.PaidBack, "22: what is forecast is paid back");
        if (assumptions == ForecastAssumptions.Default)
            NextChargeIsTheFirst(lifecycle, state, now, until, charges);
    }

    private static void NextChargeIsTheFirst(Lifecycle lifecycle, Subscription state, Instant now, Instant until, List<ExpectedCharge> charges)
    {
        var next = lifecycle.NextCharge(state, now);
        Expect(charges.Count == 0 ? next is null || next.At > until : charges[0] == next, $"22: the next charge is the first that is forecast, and not {next}");
    }

    private static void BestDayIsTheQuoteOnThatDay(Lifecycle lifecycle, Subscription state, Instant now, List<LifecycleEvent> events, Dice dice)
    {
        var policy = lifecycle.Prepared.For(state);
        var today = policy.DateOf(now);
        var timing = dice.Of([.. lifecycle.Policy.Cancellation.Timings]);
        var request = new RequestCancellation(CancellationReason.NoLongerNeeded) { Timing = timing, OnDate = state.Term.PaidUntilDate };
        var by = RandomHistories.CallerOf(lifecycle.Policy, CommandKind.RequestCancellation);
        var days = lifecycle.BestDay(state, request, new CommandContext(now, by, new CommandId("best")), today, today.PlusDays((int)dice.Of(0, 5, 45)));
        var host = new AssumingHost(lifecycle, state, events, now, ForecastAssumptions.Default);
        foreach (var day in days.Days)
        {
            host.PlayUntil(day.At);
            var quote = lifecycle.Quote(host.State, request, new CommandContext(day.At, by, new CommandId("asked")));
            Expect((day.Quote.Refusals, day.Quote.Lines, day.Quote.Net, day.Quote.Request) == (quote.Refusals, quote.Lines, quote.Net, quote.Request), $"22: what leaving on {day.Date} comes to is the quote of that day");
            var charged = host.Charges.Where(charge => !charge.Fails).Aggregate(Money.Zero(day.Charged.Currency), (sum, charge) => sum + charge.Amount);
            Expect(day.Charged == charged, $"22: and what is charged until {day.Date}");
        }

        var possible = days.Days.Where(day => day.Quote.Refusals.Count == 0).ToList();
        Expect(days.Best is null == (possible.Count == 0) && possible.All(day => day.Total <= days.Best!.Total), "22: the best day is the cheapest");
    }

    private static string Shape(LifecycleEvent @event) => $"{@event.At} {@event.GetType().Name} {@event.Cause?.By.Role} [{string.Join(" ", @event.Postings)}]";

    /// <summary>A host that does at once what it is told and what is assumed, by the public way: it knows the events, and not how a forecast is made.</summary>
    private sealed class AssumingHost
    {
        private readonly Lifecycle _lifecycle;
        private readonly ForecastAssumptions _assumptions;
        private readonly List<Instruction> _outbox;
        private readonly HashSet<Reference> _underWay = [];
        private Instant _now;
        private int _messages;

        public AssumingHost(Lifecycle lifecycle, Subscription state, List<LifecycleEvent> past, Instant now, ForecastAssumptions assumptions)
        {
            // Whoever may do it does.
            _lifecycle = new Lifecycle(lifecycle.Policy with { Access = new AccessPolicy() });
            _assumptions = assumptions;
            _outbox = [.. past.SelectMany(each => Instruction.From(each))];
            State = state;
            _now = Instant.Max(now, state.LastEventAt);
            foreach (var payout in past.OfType<RefundRecorded>())
                Follow(payout);
            PaidBack = Money.Zero(state.Balances.Currency);
        }

        public Subscription State { get; private set; }

        public List<LifecycleEvent> Events { get; } = [];

        public List<(Instant At, Money Amount, PaymentMethod Method, bool Fails, int Attempt)> Charges { get; } = [];

        public Money PaidBack { get; private set; }

        /// <summary>Plays on to a moment; it can be played on from there.</summary>
        public void PlayUntil(Instant until)
        {
            while (_now <= until)
            {
                Take(_lifecycle.Advance(State, _now));
                while (DoSomething())
                {
                    // One after another.
                }

                if (!(State.NextDeadline <= until))
                    return;
                _now = State.NextDeadline!.Value;
            }
        }

        private bool DoSomething() => Charge() || Provision() || Submit() || Unbind() || Review() || PayDues() || PayBack();

        private bool Charge()
        {
            foreach (var open in State.Renewal.Charges)
            {
                // What a part was paid of meanwhile is answered with its rest.
                if (open.AnswerDueBy is null || !open.Amount.IsPositive)
                    continue;
                var charge = _outbox.OfType<ChargePayment>().Last(each => each.Charge == open.Key) with { Amount = open.Amount };
                if (!charge.IsStillWanted(State))
                    continue;
                Charges.Add((_now, charge.Amount, charge.Method, !_assumptions.PaymentsSucceed, charge.Attempt));
                if (Do(Caller.System, new RecordPayment(Next(), charge.Amount, charge.Method) { Charge = charge.Charge, Failed = !_assumptions.PaymentsSucceed, Attempt = charge.Attempt }))
                    return true;
            }

            return false;
        }

        // Of several, the oldest is answered first.
        private bool Provision() => State.Renewal.Purchases.Reserved.Any(purchase => Wanted<ProvisionService>().SingleOrDefault(each => each.Provisioning == purchase.Key) is { } provision
            && Do(Caller.System, new ReportProvisioning(provision.Provisioning) { Failed = !_assumptions.PurchasesAreConfirmed, Attempt = provision.Attempt }));

        private bool Submit() => _assumptions.DocumentsCome && _lifecycle.Progress(State, _now) is { MissingDocuments: { Count: > 0 } missing }
            && Do(Caller.Carrier, new SubmitDocuments([.. missing.Select(kind => new SubmittedDocument(kind, new PersonalReference($"{Next()}-{kind}")))]));

        private bool Unbind() => _assumptions.DevicesAreUnbound && _lifecycle.Progress(State, _now) is { BoundDevices: [var device, ..] }
            && Do(Caller.Carrier, new AttestUnbound(device, new PersonalReference("evidence")));

        private bool Review() => State.Status == SubscriptionStatus.UnderReview && _assumptions.Review switch
        {
            AssumedReview.Approves => Do(Caller.Reviewer(new PersonalReference("host-reviewer")), new ApproveCancellation()),
            AssumedReview.Rejects => Do(Caller.Reviewer(new PersonalReference("host-reviewer")), new RejectCancellation(RejectionReason.Other)),
            _ => false,
        };

        private bool PayDues()
        {
            if (!_assumptions.DuesArePaid || State.Status == SubscriptionStatus.None || _lifecycle.Progress(State, _now) is { SettledAt: null })
                return false;
            return State.DuesBeforeEnd is { IsPositive: true } dues && Do(Caller.System, new PayDues(Next(), dues, PaymentMethod.Card));
        }

        private bool PayBack()
        {
            if (!_assumptions.RefundsArePaid)
                return false;
            foreach (var payout in State.Payouts.Where(payout => _underWay.Contains(payout.Reference)))
            {
                if (Do(Caller.System, new RecordRefund(payout.Reference, payout.Amount)))
                    return true;
            }

            foreach (var leg in State.Refunds)
            {
                if (Wanted<TransferBalance>().FirstOrDefault(each => each.Transfer == leg.Transfer) is { } transfer && Do(Caller.System, new RecordTransfer(transfer.Transfer)))
                    return true;
                if (Wanted<PayRefund>().FirstOrDefault(each => each.Leg == leg.Key) is { } refund && Do(Caller.System, new RecordRefund(Next(), refund.Amount) { Leg = refund.Leg }))
                    return true;
            }

            return false;
        }

        private List<T> Wanted<T>() where T : Instruction
        {
            _outbox.RemoveAll(each => each is T && !each.IsStillWanted(State));
            return [.. _outbox.OfType<T>()];
        }

        private bool Do(Caller by, LifecycleCommand command)
        {
            var decision = _lifecycle.Decide(State, command, new CommandContext(_now, by, new CommandId($"host-{_messages++}")));
            Take(decision);
            return decision.Events.Count > 0;
        }

        private void Take(in Decision decision)
        {
            State = decision.Subscription;
            foreach (var @event in decision.Events)
            {
                Events.Add(@event);
                _outbox.AddRange(Instruction.From(@event));
                if (@event is RefundRecorded payout)
                {
                    Follow(payout);
                    if (payout.Payout.Outcome == PayoutOutcome.Paid)
                        PaidBack += payout.Payout.Amount;
                }
            }
        }

        private void Follow(RefundRecorded recorded)
        {
            if (recorded.Payout.Outcome == PayoutOutcome.Submitted)
                _underWay.Add(recorded.Payout.Reference);
            else
                _underWay.Remove(recorded.Payout.Reference);
        }

        private Reference Next() => new($"host-{State.Version}-{_messages++}");
    }
}
