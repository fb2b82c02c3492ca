using FsCheck.Fluent;

namespace EsimLifecycle.Tests;

/// <summary>What holds for every history under every policy. Each history is played once, and every law is looked at in every step.</summary>
[Trait("speed", "slow")]
public partial class LifecycleLaws
{
    /// <summary>Five presets, so 10,000 histories of 30 steps in all.</summary>
    private const int HistoriesPerPreset = 2_000;

    private static readonly Type[] EventTypes = [.. typeof(LifecycleEvent).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(LifecycleEvent)))];

    private static readonly Instant Start = Instant.FromUtc(2026, 1, 31, 3, 0);

    [Theory]
    [InlineData("axis-keep-number")]
    [InlineData("axis-travel")]
    [InlineData("axis-data")]
    [InlineData("axis-renewal")]
    [InlineData("smart-keep-number")]
    public void Hold_in_random_histories(string preset) =>
        Prop.ForAll(RandomHistories.Of(preset, CarrierPolicy.Preset(preset)), Play)
            .Check(HistoriesPerPreset, preset);

    [Theory]
    [InlineData(OverdueProcess.Escalate)]
    [InlineData(OverdueProcess.Approve)]
    [InlineData(OverdueProcess.Reinstate)]
    public void Hold_where_cancelling_is_limited_in_every_way(OverdueProcess overdue)
    {
        var policy = CarrierPolicy.Preset("smart-keep-number");
        var strict = policy.Cancellation with
        {
            Timings = [CancellationTiming.Immediate, CancellationTiming.EndOfTerm, CancellationTiming.OnDate],
            WaitingDays = 2,
            ReasonDocuments = [new ReasonDocuments(CancellationReason.DeviceLost, [DocumentKind.DeviceEvidence])],
            ProcessBusinessDays = 4,
            OverdueProcess = overdue,
            NoticeDays = 5,
            KeepsAccess = false,
            RequestCooldownDays = 0,
        };
        Prop.ForAll(RandomHistories.Of($"strict {overdue}", policy with { Cancellation = strict }), Play).Check(HistoriesPerPreset / 4, $"{overdue}");
    }

    [Fact]
    public void Hold_in_random_histories_under_random_policies()
    {
        var seen = new Dictionary<object, int>();
        Prop.ForAll(RandomHistories.Of(RandomPolicies.All), history => Play(history, seen))
            .Check(3_000);

        // What is added later has to be added to the random histories as well.
        // RefundsGathered takes more parts of a refund than anybody but a flood brings: BoundLaws.
        string.Join(" ", EventTypes.Except(seen.Keys).Except([typeof(RefundsGathered)])).Should().BeEmpty("every event happens");
        string.Join(" ", Enum.GetValues<CommandKind>().Except(seen.Keys.OfType<CommandKind>())).Should().BeEmpty("every command is accepted");
    }

    private static void Count(object what, Dictionary<object, int> seen) => seen[what] = seen.GetValueOrDefault(what) + 1;

    private static void Play(RandomHistory history) => Play(history, []);

    private static void Play(RandomHistory history, Dictionary<object, int> seen)
    {
        var lifecycle = new Lifecycle(history.Rules);
        var now = Start;
        var state = Subscription.None;
        var events = new List<LifecycleEvent>();
        for (var i = 0; i < history.Steps.Count; i++)
        {
            var step = history.Steps[i].In(state, history.Rules);
            now += step.After;
            Expect(state.Version == events.Count, "the version counts the events");
            var decision = Take(lifecycle, state, step, now, $"c-{i}");
            state = decision.Subscription;
            if (step.Command is { } command && decision.Outcome == Outcome.Accepted)
                Count(command.Kind, seen);
            foreach (var @event in decision.Events)
                Count(@event.GetType(), seen);
            events.AddRange(decision.Events);
        }

        Expect(Lifecycle.Replay([.. events]).Equals(state), "13: replaying the events gives the state");
        SubscriptionMachineTests.Follows(events);
        GoingBackUndoesTheSettlement(events);
        OpenedAgainItIsTheRequestThatLapsed(events);
        RemindersComeOnceAndInTime(lifecycle, events);
        JsonRoundTrips(history, state, events);
        MoneyPostsOnce(lifecycle, history, state, events, now);
        TimeAloneEndsEveryWait(lifecycle, state, now, events);
        ClosingIsReachable(lifecycle, state, now);
    }

    /// <summary>One step, with every law that can be looked at there and then; where several are taken from one state, who has asked is told the same again.</summary>
    private static Decision Take(Lifecycle lifecycle, Subscription state, Step step, Instant now, string id, Dictionary<Caller, ValueList<AvailableCommand>>? asked = null)
    {
        Decision decision;
        if (step.Command is { } command)
        {
            var context = new CommandContext(now, step.By, new CommandId(id));
            decision = lifecycle.Decide(state, command, context);
            DecisionsAreDeterministic(lifecycle, state, command, context, decision);
            if (command is RequestCancellation request)
                QuoteIsTheSettlementThatFollows(lifecycle, state, request, context, decision);
            RefusalsChangeNothingButTime(lifecycle, state, now, decision);
            RedeliveryIsHarmless(lifecycle, decision, command, context);
            WithoutAccessNothingHappens(lifecycle, state, command, context, decision);
            if (asked is null || !asked.TryGetValue(step.By, out var available))
            {
                available = lifecycle.Available(state, step.By, now);
                asked?.Add(step.By, available);
            }

            WhatIsNotAvailableIsRefused(lifecycle, state, command, context, decision, available);
        }
        else
        {
            AdvancingInTwoStepsIsAdvancingInOne(lifecycle, state, now);
            decision = lifecycle.Advance(state, now);
        }

        StatusChangesAreDeclared(state, decision.Events);
        TimeNeverEndsAHold(state, decision.Events);
        TheNetworkIsTold(state, decision);
        NothingIsAppliedBeforeItIsTrue(state, decision.Events);
        EverythingIsInOrder(state, decision);
        ClosedMeansClosed(decision.Subscription);
        MoneyIsNeverLost(decision.Subscription);
        NothingPersonalIsLeft(decision.Subscription, decision.Events);
        ProgressSaysWhatIsWaitedFor(lifecycle, decision.Subscription, now);
        DeadlinesMoveForward(lifecycle, decision.Subscription, now);
        return decision;
    }

    // 1
    private static void DecisionsAreDeterministic(Lifecycle lifecycle, Subscription state, LifecycleCommand command, CommandContext context, Decision decision)
    {
        var again = lifecycle.Decide(state, command, context);
        Expect(
            again.Outcome == decision.Outcome && again.Events == decision.Events && again.Subscription.Equals(decision.Subscription)
                && again.Refusals == decision.Refusals,
            "1: the same inputs give the same decision");
    }

    private static void WhatIsNotAvailableIsRefused(Lifecycle lifecycle, Subscription state, LifecycleCommand command, CommandContext context, Decision decision, ValueList<AvailableCommand> available)
    {
        Expect(available.Select(each => each.Kind).SequenceEqual(Enum.GetValues<CommandKind>()), "each command is told of, in order");
        // Of what is malformed, nothing else is told.
        if (decision.Refusals is [{ Code: RefusalCode.CommandMalformed }, ..])
            return;
        var asked = available[(int)command.Kind];

        // What tells again what was done before is nothing that is asked for.
        var tellsAgain = decision.Outcome == Outcome.AlreadyDone && command is BindDevice or ReplaceDevice or GrantCredit or ReceiveTransfer or SubmitDocuments;
        Expect(decision.Outcome == Outcome.Refused || asked.IsPossible || tellsAgain, $"{command} was {decision.Outcome}, but said to be refused: {string.Join(", ", asked.Refusals)}");
        Expect(decision.Outcome != Outcome.Accepted || asked.Outcome == Outcome.Accepted || command is Suspend, $"{command} did something, but it was said that there was nothing left to do");
        Expect(asked.IsPossible == (asked.Refusals.Count == 0), "what is not possible has a reason");

        // What stands against every command of the kind stands against this one.
        var gate = new DecisionBuilder(lifecycle.Prepared.For(state), lifecycle.Advance(state, context.Now).Subscription, context.Now);
        var isAdmitted = CommandGate.Admits(ref gate, command.Kind, context.By, context.Now, out var hasAccess);
        Expect(gate.Refusals.All(asked.Refusals.Contains) && gate.Refusals.All(decision.Refusals.Contains), $"{asked.Kind} stands against {decision.Refusals.Count} refusals");
        Expect(isAdmitted || asked.Refusals == gate.Refusals, "a status that refuses is asked nothing else");
        Expect(hasAccess || asked.Choices.Count == 0, "whom access stops is offered nothing");
    }

    // 2
    private static void AdvancingInTwoStepsIsAdvancingInOne(Lifecycle lifecycle, Subscription state, Instant now)
    {
        var there = now + Duration.FromDays(40);
        var between = state.NextDeadline is { } next && next < there ? next : now + Duration.FromDays(13);
        var once = lifecycle.Advance(state, there);
        var first = lifecycle.Advance(state, between);
        var second = lifecycle.Advance(first.Subscription, there);
        Expect(
            once.Subscription.Equals(second.Subscription) && once.Events.SequenceEqual(first.Events.Concat(second.Events)),
            "2: advancing in two steps is advancing in one");
    }

    // 3
    private static void RefusalsChangeNothingButTime(Lifecycle lifecycle, Subscription state, Instant now, Decision decision)
    {
        Expect(decision.Outcome == Outcome.Refused == decision.Refusals.Count > 0, "a refusal has reasons");
        if (decision.Outcome != Outcome.Refused)
            return;
        var time = lifecycle.Advance(state, now);
        Expect(decision.Events == time.Events && decision.Subscription.Equals(time.Subscription), "3: a refusal changes nothing but time");
    }

    // 4
    private static void StatusChangesAreDeclared(Subscription before, ValueList<LifecycleEvent> events)
    {
        foreach (var @event in events)
        {
            var after = Lifecycle.Evolve(before, @event);
            var declared = SubscriptionChart.IsStep(before.Status, @event.TriggeredBy, after.Status);
            Expect(declared, $"4: {before.Status} to {after.Status} by {@event.GetType().Name} is declared");
            before = after;
        }
    }

    /// <summary>What the network was told is the service that the status implies, and nothing is told twice.</summary>
    private static void TheNetworkIsTold(Subscription before, Decision decision)
    {
        var told = (before.Service.Level, before.Service.Limit, before.Service.Holder);
        foreach (var @event in decision.Events)
        {
            foreach (var instruction in Instruction.From(@event).OfType<ServiceInstruction>())
            {
                (ServiceLevel, GraceService?, SuspensionHolder?) now = instruction switch
                {
                    StartService => (ServiceLevel.Started, null, null),
                    LimitService limit => (ServiceLevel.Limited, limit.Limit, null),
                    BarService bar => (ServiceLevel.Barred, null, bar.Holder),
                    _ => (ServiceLevel.Stopped, null, null),
                };
                Expect(now != told, $"17: {@event.GetType().Name} does not tell the network again what it was told");
                Expect(instruction.IsStillWanted(decision.Subscription) == (decision.Subscription.Service.Version == @event.Version), "17: wanted is what the network was told last");
                told = now;
            }
        }

        var state = decision.Subscription;
        var isServed = state.Contract?.ActivatedAt is not null && state.Status != SubscriptionStatus.Closed && state.Cancellation is not { ServiceEndedAt: not null };
        Expect((state.Service.Level, state.Service.Limit, state.Service.Holder) == told, "17: the state knows what the network was told");
        Expect(told.Level != ServiceLevel.Stopped == isServed, "17: what is in service is what was activated and has not ended");
        Expect(told.Level == ServiceLevel.Barred == (isServed && state.Suspension is not null) && (told.Holder is null || told.Holder == state.Suspension!.Holder), "17: what is suspended is barred, by its holder");
        Expect(state.Status != SubscriptionStatus.Active || told.Level == ServiceLevel.Started, "17: what is active is in full service");
        Expect(state.Status != SubscriptionStatus.Grace || told.Level == ServiceLevel.Limited || told.Level == ServiceLevel.Started, "17: grace limits service as the policy has it");
    }

    /// <summary>A hold for fraud or by a regulator ends by its own lifting or, its claim held, with the subscription.</summary>
    private static void TimeNeverEndsAHold(Subscription before, ValueList<LifecycleEvent> events)
    {
        foreach (var @event in events)
        {
            var after = Lifecycle.Evolve(before, @event);
            if (before.Suspension is { Holder: SuspensionHolder.Fraud or SuspensionHolder.Regulator } held)
            {
                Expect(
                    after.Suspension?.Holder >= held.Holder || after.Status == SubscriptionStatus.Closed || @event is SubscriptionResumed { Cause.By.Role: Role.Carrier },
                    $"13: a hold is not ended by {@event.GetType().Name}");
                Expect(
                    after.Status is not (SubscriptionStatus.Active or SubscriptionStatus.Grace) || @event is SubscriptionResumed,
                    $"13: while it is held {@event.GetType().Name} puts nothing into service");
                Expect(@event is not SubscriptionClosed closed || closed.Refunds.All(leg => leg.Status == RefundStatus.Held), "13: what is closed while it is held has its claim held");
            }

            if (before.Suspension is { Holder: SuspensionHolder.Fraud or SuspensionHolder.Regulator } || before.Refunds.Any(leg => leg.Status == RefundStatus.Held))
            {
                var begun = after.Refunds.Where(leg => before.Refunds.All(known => known.Key != leg.Key));
                Expect(begun.All(leg => leg.IsOver || leg.Status == RefundStatus.Held), $"13: what becomes payable while a claim is held is held with it, but not by {@event.GetType().Name}");
            }

            if (@event is RefundHeld)
                Expect(after.Refunds.All(leg => leg.IsOver || leg.Status == RefundStatus.Held), "13: what is held is held as a whole");
            foreach (var leg in before.Refunds.Where(leg => leg.Status == RefundStatus.Held && @event.Cause is null))
            {
                // What is owed may be taken from it: none of it goes out by that.
                var status = after.Refunds.Single(each => each.Key == leg.Key).Status;
                Expect(status is RefundStatus.Held or RefundStatus.SetOff, $"13: time alone does not release what is held, but {@event.GetType().Name} did");
            }

            before = after;
        }
    }

    /// <summary>Reserving and releasing change nothing but where money is, what is waited for, and dates that would have passed meanwhile.</summary>
    private static void NothingIsAppliedBeforeItIsTrue(Subscription before, ValueList<LifecycleEvent> events)
    {
        foreach (var @event in events)
        {
            var after = Lifecycle.Evolve(before, @event);
            if (@event is PurchaseReserved or ProvisioningRetried or PurchaseReleased)
            {
                var money = @event.Postings.All(posting => posting.From == Account.Held || posting.To == Account.Held);
                // Another end of grace has a reminder of its own.
                var remindAt = after.Term.GraceEndsAt == before.Term.GraceEndsAt ? before.Term.RemindAt : after.Term.RemindAt;
                var term = before.Term with { Prepaid = null, ChargeAt = null, GraceEndsAt = null, RemindAt = remindAt };
                Expect(
                    money && after.Term with { Prepaid = null, ChargeAt = null, GraceEndsAt = null } == term
                        && after.Usage == before.Usage && after.Renewal.Promotions == before.Renewal.Promotions
                        && after.Contract! with { ActivationDueBy = null } == before.Contract! with { ActivationDueBy = null },
                    $"{@event.GetType().Name} moves held money and nothing else");
                Expect(
                    @event is not PurchaseReleased { Purchase: var key } || after.Renewal.Purchases.Find(key) is null, "what is released is not reserved any more");
            }

            before = after;
        }
    }

    /// <summary>Whoever is reminded has something to do, in time and once for each end; no request lapses for want of documents without it.</summary>
    private static void RemindersComeOnceAndInTime(Lifecycle lifecycle, List<LifecycleEvent> events)
    {
        var reminds = lifecycle.Policy.Cancellation.ReminderDays > 0;
        var before = Subscription.None;
        var reminded = new HashSet<(DeadlineKind Of, Instant EndsAt, Instant Since)>();
        foreach (var @event in events)
        {
            var stage = before.Cancellation?.Since ?? default;
            if (@event is ReminderDue reminder)
            {
                var progress = CancellationProgress.Of(lifecycle.Prepared.For(before), before);
                Expect(reminder.EndsAt > reminder.At, "reminded is before the end");
                Expect(reminded.Add((reminder.Of, reminder.EndsAt, reminder.Of == DeadlineKind.GraceEnd ? before.Term.PaidUntil ?? default : stage)), "reminded is once of each end");
                Expect(
                    reminder.Of switch
                    {
                        DeadlineKind.GraceEnd => before.Status == SubscriptionStatus.Grace && before.Term.GraceEndsAt == reminder.EndsAt && reminder.At > before.Term.PaidUntil
                            && before.Renewal is { Purchases.HasTime: false, IsCharging: false },
                        DeadlineKind.Clearing => before.Status == SubscriptionStatus.Clearing && progress!.Dues == (reminder.Dues ?? Money.Zero(progress.Dues.Currency))
                            && (reminder.Devices.Count > 0 || reminder.Dues is not null) && reminder.Devices.All(progress.BoundDevices.Contains),
                        _ => before.Status.IsPendingCancel() && reminder.Documents.Count > 0 && progress!.MissingDocuments == reminder.Documents,
                    },
                    $"reminded is of what is open: {reminder}");
                Expect(reminder.Of == DeadlineKind.GraceEnd || (progress!.WaitingFor == CancellationParty.Customer && progress.DueBy == reminder.EndsAt && reminder.At > stage), "reminded is whose turn it is");
            }

            if (@event is CancellationLapsed { Reason: LapseReason.DocumentsLate or LapseReason.SupplementLate } && reminds)
                Expect(reminded.Any(each => each.EndsAt == before.Cancellation!.DueBy && each.Since == stage), "what lapses for want of documents was reminded of");
            before = Lifecycle.Evolve(before, @event);
        }
    }

    private static void EverythingIsInOrder(Subscription before, in Decision decision)
    {
        var (version, at) = (before.Version, before.LastEventAt);
        foreach (var @event in decision.Events)
        {
            Expect(@event.Version == version + 1 && @event.At >= at, "events have no gap and never go back in time");
            (version, at) = (@event.Version, @event.At);
        }

        Expect(decision.Subscription.Version == version, "the version counts the events");
    }

    // 5
    private static void ClosedMeansClosed(Subscription state)
    {
        if (state.Status != SubscriptionStatus.Closed)
            return;
        Expect(
            state.Devices.Count == 0 && state.Suspension is null && state.Term.Periods.Count == 0
                && state.Renewal.AutoRenewal is null && state.Renewal.Charges.Count == 0
                && state.Balances[Account.Wallet].IsZero && state.Balances[Account.Promotional].IsZero && state.Balances[Account.Deferred].IsZero,
            "5: closed leaves no device bound and no balance");
    }

    // 6
    private static void MoneyIsNeverLost(Subscription state)
    {
        Expect(state.Balances.Sum.IsZero, "6: postings sum to zero");
        var goodwill = state.Payouts.Where(payout => payout.Outcome == PayoutOutcome.Paid).SelectMany(payout => payout.Goodwill).Aggregate(Money.Zero(state.Balances.Currency), (sum, part) => sum + part.Amount);
        if (state.CardReturn is { IsCredited: true, Credit: { } credit })
            goodwill += credit;
        Expect(
            state.Balances[Account.Customer] + Debt(state, Account.Receivable) + Debt(state, Account.WrittenOff) + Debt(state, Account.Transfers) <= goodwill,
            "6: nobody gets back more than they paid, or was moved here from elsewhere, or was given out of goodwill or for a card");
        var settled = state.Status == SubscriptionStatus.Closed ? [] : state.Cancellation?.SettlementPostings ?? default;
        var undecided = settled.Aggregate(
            Money.Zero(state.Balances.Currency),
            (sum, posting) => posting.To == Account.RefundPayable ? sum + posting.Amount : posting.From == Account.RefundPayable ? sum - posting.Amount : sum);
        Expect(state.OutstandingRefund + undecided == state.Balances[Account.RefundPayable], "6: what is payable is what the legs of the refund have still to pay");
        Expect(state.Refunds.Select(leg => leg.Key).Distinct().Count() == state.Refunds.Count, "6: each leg has a key of its own");
        Expect(!state.Balances[Account.Receivable].IsPositive, "6: nobody has paid more than they owed");
        var open = state.LateCharges.Aggregate(Money.Zero(state.Balances.Currency), (sum, charge) => sum + charge.Open);
        Expect(open <= -state.Balances[Account.Receivable] && state.LateCharges.All(charge => !charge.Open.IsNegative), "6: what is open of late charges is owed");
        Expect(
            state.LateCharges.All(charge => charge.Status is not (LateChargeStatus.Voided or LateChargeStatus.Cancelled) || charge.Open.IsZero), "6: nothing is owed of a charge that was voided or cancelled");
        Expect(
            !state.DuesBeforeEnd.IsPositive || state.Refunds.All(leg => !(leg.Outstanding - state.UnderWay(leg.Key)).IsPositive),
            "17: nothing is still to be paid to who owes as much");
        if (state.Status != SubscriptionStatus.Closed && state.Cancellation is not { SettledAt: not null })
        {
            var seized = state.Refunds.Where(leg => leg.Status == RefundStatus.Forfeited).Aggregate(Money.Zero(state.Balances.Currency), (sum, leg) => sum + leg.Amount);
            Expect(
                state.Balances[Account.Fees].IsZero && state.Balances[Account.Forfeited] <= seized,
                "6: fees are charged, and money forfeited, by a settlement that stands, or out of a refund that was held");
        }
        foreach (var payment in state.Payments.Where(payment => payment.Amount.Currency == state.Balances.Currency))
        {
            var zero = Money.Zero(state.Balances.Currency);
            var back = state.Refunds.Where(leg => leg.Payment == payment.Reference).Aggregate(payment.Refunded ?? zero, (sum, leg) => sum + leg.Amount - (leg.ChargedBack ?? zero));
            Expect(back <= payment.Amount, "6: no payment is refunded beyond what it was");
        }

        Expect(
            !state.Balances[Account.Wallet].IsNegative && !state.Balances[Account.Promotional].IsNegative && !state.Balances[Account.Deferred].IsNegative && !state.Balances[Account.RefundPayable].IsNegative,
            "6: no balance of the customer's money is negative");
        var deferred = state.Term.Periods.Concat(state.Term.Unearned).Select(period => period.Price)
            .Concat(state.Usage.Packs.Select(pack => pack.Price))
            .Append(state.Term.Prepaid?.Price ?? Money.Zero(state.Balances.Currency))
            .Aggregate(Money.Zero(state.Balances.Currency), (sum, price) => sum + price);
        var reserved = state.Renewal.Purchases.Reserved;
        Expect(
            state.Balances[Account.Held] == reserved.Aggregate(Money.Zero(state.Balances.Currency), (sum, purchase) => sum + purchase.SetAside),
            "6: what is held is what is set aside for the purchases that are reserved");
        Expect(reserved.Count(purchase => purchase.IsTime) <= 1, "at most one purchase of time is reserved");
        var charges = state.Renewal.Charges;
        Expect(charges.Select(charge => charge.Purpose).Distinct().Count() == charges.Count, "for each purpose at most one charge is open");
        Expect(charges.All(charge => charge.Paid is not null || !charge.IsDormant || state.Renewal.Purchases.HasTime), "what nobody waits for and nothing was paid of is given up");
        Expect(reserved.Count == 0 || !(state.Status.IsPendingCancel() || state.Status == SubscriptionStatus.Closed), "what is to end has nothing reserved");
        Expect(
            state.Status != SubscriptionStatus.Active || state.Term.Periods.Count > 0 || state.Renewal.Purchases.IsFollowed,
            "in service is what is paid, or what a purchase is reserved for");
        Expect(
            state.Balances[Account.Deferred] == deferred || state.Cancellation is { SettledAt: not null },
            "6: what is deferred is what was paid for periods and packs that have not been served");
    }

    // 6
    private static void GoingBackUndoesTheSettlement(List<LifecycleEvent> events)
    {
        var state = Subscription.None;
        Balances? unsettled = null;
        foreach (var @event in events)
        {
            // What the balances would be had nothing been settled.
            unsettled = @event is AccountSettled ? state.Balances : @event is CancellationLapsed ? unsettled : unsettled?.Post(@event.Postings);
            state = Lifecycle.Evolve(state, @event);
            if (state.Cancellation is not null)
                continue;
            if (@event is CancellationLapsed && unsettled is not null)
                IsUndone(unsettled, state.Balances, state.Disputed);
            unsettled = null;
        }
    }

    // What was shown is what counts
    private static void OpenedAgainItIsTheRequestThatLapsed(List<LifecycleEvent> events)
    {
        var state = Subscription.None;
        Subscription? lapsed = null;
        Instant lapsedAt = default;
        foreach (var @event in events)
        {
            if (@event is CancellationLapsed)
                (lapsed, lapsedAt) = (state, @event.At);
            var before = state;
            state = Lifecycle.Evolve(state, @event);
            if (@event is not CancellationReopened reopened)
                continue;
            var asked = lapsed!.Cancellation!;
            var request = reopened.Request with
            {
                Submitted = asked.Submitted,
                Missing = asked.Missing,
                ProcessDueBy = asked.ProcessDueBy,
                IsProcessOverdue = asked.IsProcessOverdue,
                Interrupted = asked.Interrupted,
                ServiceEndedAt = asked.ServiceEndedAt,
                ReopenedAt = asked.ReopenedAt,
                ReturnsFrom = asked.ReturnsFrom,
            };
            Expect(request == asked && reopened.Status == lapsed.Status, "opened again, it is the request that lapsed, in its stage");
            Expect(reopened.Request.Submitted.Skip(asked.Submitted.Count).All(document => document.ReceivedAt < lapsedAt), "what opens it again was received in time");
            Expect(reopened.Request.Missing.Count == 0 && !(reopened.Request.ProcessDueBy < asked.ProcessDueBy), "it waits for nothing, and no deadline is nearer");
            Expect(
                state.CancellationHistory.RequestedAt == before.CancellationHistory.RequestedAt && state.CancellationHistory.Lapsed is null && state.Term.PaidUntil == before.Term.PaidUntil,
                "it is no request more, and takes no paid time");
        }
    }

    private static void IsUndone(Balances unsettled, Balances balances, Money disputed)
    {
        foreach (var account in new[] { Account.Customer, Account.Promotional, Account.Fees, Account.RefundPayable, Account.Concessions, Account.Forfeited, Account.Transfers })
            Expect(balances[account] == unsettled[account], $"6: going back restores {account} to the cent");
        Expect(
            balances[Account.Deferred] + balances[Account.Earned] == unsettled[Account.Deferred] + unsettled[Account.Earned],
            "6: going back restores what was paid for service to the cent");

        // What was paid or given up of dues that are no longer owed.
        var zero = Money.Zero(balances.Currency);
        var surplus = Money.Max(unsettled[Account.Receivable] + disputed, zero);
        var (paid, givenUp) = (balances[Account.Wallet] - unsettled[Account.Wallet], balances[Account.WrittenOff] - unsettled[Account.WrittenOff]);
        Expect(balances[Account.Receivable] == Money.Min(unsettled[Account.Receivable] + disputed, zero) - disputed, "6: going back leaves the dues that are owed all the same");
        Expect(!paid.IsNegative && !givenUp.IsNegative && paid + givenUp == surplus, "6: going back restores the balance to the cent");
    }

    // 7
    private static void QuoteIsTheSettlementThatFollows(
        Lifecycle lifecycle, Subscription state, RequestCancellation request, CommandContext context, Decision decision)
    {
        if (decision.Outcome == Outcome.AlreadyDone || decision.Refusals is [{ Code: RefusalCode.CommandIdReused }, ..])
            return;
        var quote = lifecycle.Quote(state, request, context);
        Expect(quote.Refusals == decision.Refusals, "7: a quote is refused for what the request is refused for");
        if (decision.Outcome != Outcome.Accepted)
            return;

        // What is told from then on is what was quoted (and what then happens: law 22).
        if (lifecycle.Progress(decision.Subscription, context.Now) is { } progress)
        {
            Expect(
                (progress.Lines, progress.Net, progress.Costs, progress.StillCharged) == (quote.Lines, quote.Net, quote.Costs, quote.StillCharged),
                $"7: the progress begins with the quote; expected {quote.Lines} and {quote.StillCharged} still charged, but it was {progress.Lines} and {progress.StillCharged}");
        }

        // Until an end beyond the paid time more is bought.
        if (decision.Subscription.RenewsUntilEnd)
            return;

        // A dispute that time decides before the settlement gives back what nobody could count on when it was asked.
        if (decision.Subscription is { Cancellation: { SettledAt: null } open, LateCharges: var late } && late.Any(charge => charge.DecideBy <= open.SettlesAt))
            return;

        // Time may have settled an earlier request before this one came.
        var settled = decision.Events.SkipWhile(each => each is not CancellationRequested).OfType<AccountSettled>().SingleOrDefault() ?? SettledInTheEnd(lifecycle, decision.Subscription, context.Now);
        Expect(settled.Lines == quote.Lines && settled.Net == quote.Net, $"7: the quote is the settlement that follows; expected {quote.Lines}, but it was {settled.Lines}");
        var costs = settled.Lines.Where(line => line.Kind is SettlementLineKind.EarlyTerminationFee or SettlementLineKind.CancellationFee)
            .Aggregate(Money.Zero(settled.Net.Currency), (sum, line) => sum - line.Amount);
        Expect(quote.Costs == costs, "7: what it costs is what is charged");
        QuoteHoldsWhateverThePolicySaysLater(lifecycle, decision.Subscription, quote, context.Now);
        Expect(settled.Lines.Aggregate(Money.Zero(settled.Net.Currency), (sum, line) => sum + line.Amount) == settled.Net, "7: the lines sum to the net");
        Expect(settled.Lines.Select(line => line.Kind).SequenceEqual(settled.Lines.Select(line => line.Kind).Order()), "7: lines stand in a fixed order");
    }

    // 19
    private static void QuoteHoldsWhateverThePolicySaysLater(Lifecycle lifecycle, Subscription state, CancellationQuote quote, Instant now)
    {
        if (state.Cancellation is not { SettledAt: null })
            return;
        var policy = lifecycle.Policy;
        var greedy = new SettlementPolicy
        {
            Refund = new RefundTerms(),
            MinRefund = Money.OfMinor(1_000_000, policy.Identity.Currency),
            CancellationFee = Money.OfMinor(77, policy.Identity.Currency),
            ForfeitsBalance = [.. Enum.GetValues<ClosedReason>()],
        };
        var elsewhere = policy.Identity.Zone == "Pacific/Kiritimati" ? "America/St_Johns" : "Pacific/Kiritimati";
        Holds(policy with { Identity = policy.Identity with { Zone = elsewhere }, Settlement = greedy });

        var other = policy.Identity.Currency == Currency.EUR ? Currency.USD : Currency.EUR;
        var plan = new PlanTerms { Code = policy.Plans[0].Code, Price = Money.OfMinor(5, other), Length = Period.FromDays(3) };
        Holds(new CarrierPolicy
        {
            Identity = policy.Identity with { Currency = other, RoundTo = null },
            Plans = [plan],
            Cancellation = policy.Cancellation,
            Devices = policy.Devices,
            Settlement = new SettlementPolicy { MinRefund = Money.OfMinor(1_000_000, other), CancellationFee = Money.OfMinor(77, other) },
            Renewal = new RenewalPolicy { BalanceLow = Money.OfMinor(99, other) },
        });

        void Holds(CarrierPolicy later)
        {
            var settled = SettledInTheEnd(new Lifecycle(later), state, now);
            Expect(settled.Lines == quote.Lines && settled.Net == quote.Net, $"19: the quote holds whatever the policy says later; expected {quote.Lines}, but it was {settled.Lines}");
        }
    }

    /// <summary>The settlement of an open request when everybody does their part and nothing else happens.</summary>
    private static AccountSettled SettledInTheEnd(Lifecycle lifecycle, Subscription state, Instant now)
    {
        // Whoever may do it under this policy does.
        lifecycle = new Lifecycle(lifecycle.Policy with { Access = new AccessPolicy() });
        var events = new List<LifecycleEvent>();
        void Take(Decision decision)
        {
            events.AddRange(decision.Events);
            state = decision.Subscription;
        }

        foreach (var device in state.Devices)
            Take(lifecycle.Decide(state, new AttestUnbound(device.Device, new PersonalReference("evidence")), new CommandContext(now, Caller.Carrier, new CommandId($"q-{device.Device}"))));
        if (state.Cancellation is { Missing.Count: > 0 } request)
        {
            var documents = request.Missing.Select(kind => new SubmittedDocument(kind, new PersonalReference($"q-{kind}")));
            Take(lifecycle.Decide(state, new SubmitDocuments([.. documents]), new CommandContext(now, Caller.Carrier, new CommandId("q-documents"))));
        }

        if (state.Status == SubscriptionStatus.UnderReview)
            Take(lifecycle.Decide(state, new ApproveCancellation(), new CommandContext(now, Caller.Reviewer(new PersonalReference("q-reviewer")), new CommandId("q-approve"))));
        if (state.Cancellation is { SettledAt: null } open)
            Take(lifecycle.Advance(state, open.SettlesAt));

        // Where that is the end of clearing and of grace as well, the request lapses and the subscription expires at the same instant, by another: the
        // settlement of the request is the first, and only its lapse brings a second.
        var settled = events.OfType<AccountSettled>().ToList();
        Expect(
            settled.Count == 1 || (settled.Count == 2 && events.SkipWhile(each => each != settled[0]).TakeWhile(each => each != settled[1]).Any(each => each is CancellationLapsed)),
            "7: a request is settled once");
        return settled[0];
    }

    // 9
    private static void MoneyPostsOnce(Lifecycle lifecycle, RandomHistory history, Subscription state, List<LifecycleEvent> events, Instant now)
    {
        var payments = events.OfType<PaymentRecorded>().Where(payment => payment.Use != PaymentUse.Failed).ToList();
        Expect(payments.Select(payment => payment.Payment.Reference).Distinct().Count() == payments.Count, "9: a payment is recorded once");
        foreach (var payment in payments)
        {
            if (payment.Payment.Method == PaymentMethod.Balance)
            {
                Expect(payment.Postings.All(posting => posting is { From: Account.Wallet, To: Account.Receivable }), "9: the balance pays only what is owed");
                continue;
            }

            var posted = payment.Postings.Where(posting => posting.From == Account.Customer).Aggregate(Money.Zero(state.Balances.Currency), (sum, posting) => sum + posting.Amount);
            var isFromBalance = payment is { Use: PaymentUse.Dues, Payment.Method: PaymentMethod.Balance };
            var expected = isFromBalance || !state.CanBook(payment.Payment.Amount) ? Money.Zero(state.Balances.Currency) : payment.Payment.Amount;
            Expect(posted == expected, "9: all of a payment is posted, and nothing comes from outside that the balance pays");
        }

        var late = events.OfType<LateChargeRecorded>().ToList();
        Expect(late.Select(charge => charge.Charge.Reference).Distinct().Count() == late.Count, "9: a late charge is recorded once");

        var credits = events.OfType<CreditGranted>().ToList();
        Expect(credits.Select(credit => credit.Reference).Distinct().Count() == credits.Count, "9: a credit is granted once");

        // Whatever is told again, in another message and by whoever may tell it, posts nothing.
        var told = events.Where(each => each is PaymentRecorded { Use: not PaymentUse.Failed } or CreditGranted or TransferReceived or LateChargeRecorded or DuesMoved).Select(each => each.Cause!.Command).ToHashSet();
        for (var i = 0; i < history.Steps.Count; i++)
        {
            if (!told.Contains(new CommandId($"c-{i}")) || history.Steps[i].Command is not (RecordPayment or TopUp or PayDues or GrantCredit or ReceiveTransfer or ReportLateCharge or RecordDuesMoved))
                continue;
            foreach (var id in new[] { $"again-{i}", "c-0" })
            {
                var time = lifecycle.Advance(state, now);
                var again = lifecycle.Decide(state, Named(history.Steps[i].Command!, $"c-{i}"), new CommandContext(now, history.Steps[i].By, new CommandId(id)));
                Expect(again.Subscription.Balances.Equals(time.Subscription.Balances), $"9: {history.Steps[i].Command} told again posts nothing");
            }
        }

        // A credit that has no reference got one from its message.
        LifecycleCommand Named(LifecycleCommand command, string id) =>
            command is GrantCredit { Reference.IsNone: true } credit ? credit with { Reference = credits.Single(each => each.Cause!.Command == new CommandId(id)).Reference } : command;
    }

    // 10
    private static void ProgressSaysWhatIsWaitedFor(Lifecycle lifecycle, Subscription state, Instant now)
    {
        var progress = lifecycle.Progress(state, now);
        Expect(progress is not null == state.Status.IsPendingCancel(), "10: there is progress while a cancellation is open");
        if (progress is null)
            return;
        Expect(state.Deadlines.Any(deadline => deadline.Due == progress.DueBy), "10: what is awaited has a deadline");
        Expect(
            progress.WaitingFor != CancellationParty.Customer || progress.MissingDocuments.Count > 0 || progress.BoundDevices.Count > 0 || progress.Dues.IsPositive,
            "10: a customer whose turn it is has something to do");
    }

    // 9
    private static void RedeliveryIsHarmless(Lifecycle lifecycle, Decision decision, LifecycleCommand command, CommandContext context)
    {
        if (decision.Outcome != Outcome.Accepted)
            return;
        var again = lifecycle.Decide(decision.Subscription, command, context);
        Expect(again.Outcome == Outcome.AlreadyDone && again.Events.Count == 0 && again.Subscription.Equals(decision.Subscription), "9: redelivery is harmless");
    }

    // 16
    private static void WithoutAccessNothingHappens(Lifecycle lifecycle, Subscription state, LifecycleCommand command, CommandContext context, Decision decision)
    {
        var roles = RandomHistories.RolesOf(lifecycle.Policy, command.Kind);
        var outsider = roles.Count < Enum.GetValues<Role>().Length
            ? new Caller(Enum.GetValues<Role>().Except(roles).First(), lifecycle.Policy.Access.Channels[0], IdentityAssurance.High, new PersonalReference("outsider"))
            : new Caller(Role.Agent, CallerChannel.Unknown, IdentityAssurance.High);
        var from = new CommandContext(context.Now, outsider, context.Id);
        IsRefused(state, command, "as new");
        IsRefused(decision.Subscription, command, "redelivered");

        // A fact under an id that was used for something else would be a contradiction.
        IsRefused(decision.Subscription, new RecordUsage(decision.Subscription.Version + 7), "under a used id", new CommandContext(context.Now, new Caller(Role.Customer), context.Id));

        void IsRefused(Subscription before, LifecycleCommand given, string how, CommandContext? by = null)
        {
            var answer = lifecycle.Decide(before, given, by ?? from);
            var time = lifecycle.Advance(before, context.Now);
            Expect(answer.Outcome == Outcome.Refused, $"16: without access {given.Kind} is refused {how}");
            Expect(answer.Events == time.Events && answer.Subscription.Equals(time.Subscription), $"16: without access {given.Kind} changes nothing {how}");
        }
    }

    // 10
    private static void TimeAloneEndsEveryWait(Lifecycle lifecycle, Subscription state, Instant now, List<LifecycleEvent> events)
    {
        if (state.Status == SubscriptionStatus.None)
            return;
        var later = now + Duration.FromDays(4_000);
        var end = lifecycle.Advance(state, later).Subscription;
        if (end.Status != SubscriptionStatus.Closed)
        {
            // To go on is no wait, as long as it is paid already, or was ordered and costs nothing or is paid from the balance.
            var goesOn = end.Term.PaidUntil > later || (end.IsAutoRenewing && (end.Contract!.Plan.Price.IsZero || Pricing.Spendable(end).IsPositive));
            Expect(goesOn, $"10: time alone ends every wait, but it is {end.Status}");
            var stop = new CommandContext(later, RandomHistories.CallerOf(lifecycle.Policy, CommandKind.SetAutoRenewal), new CommandId("stop"));
            end = lifecycle.Advance(lifecycle.Decide(end, new SetAutoRenewal(false), stop).Subscription, later + Duration.FromDays(12_000)).Subscription;
        }

        // A balance may have lasted until just before.
        end = lifecycle.Advance(end, later + Duration.FromDays(8_000)).Subscription;
        Expect(end.NextDeadline is null && end.Status == SubscriptionStatus.Closed, $"10: time alone ends every wait, but it is {end.Status}");
        Expect(end.Closure!.ErasedAt is not null || lifecycle.Policy.Closure.RetentionDays is null, "20: at the end of the retention personal data is erased, whatever else is open");
        NothingPersonalIsLeft(end, events);
        Expect(end.Closure.ErasedAt is null || state.Closure?.ErasedAt is not null || end.Recent.ToArray().Length <= 1, "20: of the commands before only the newest is remembered");
        TheLedgerIsBalancedAtTheVeryEnd(lifecycle, end);
    }

    // 20
    private static void NothingPersonalIsLeft(Subscription state, IEnumerable<LifecycleEvent> events)
    {
        if (state.Closure is not { ErasedAt: not null })
            return;
        var left = PersonalDataTests.In(state).ToList();
        Expect(left.Count == 0, $"20: once personal data is erased nothing of it is left, but there is {string.Join(", ", left)}");
        var known = events.SelectMany(PersonalDataTests.In).Select(each => each.ToString()!).ToHashSet();
        var found = PersonalDataTests.TextsIn(state).Where(known.Contains).ToList();
        Expect(found.Count == 0, $"20: nor is it anywhere as text, but there is {string.Join(", ", found)}");
    }

    /// <summary>Once people have done what is left to them (paid what is payable, given up what nobody pays), nothing of the customer's is left in the books.</summary>
    private static void TheLedgerIsBalancedAtTheVeryEnd(Lifecycle lifecycle, Subscription state)
    {
        lifecycle = new Lifecycle(lifecycle.Policy with { Access = new AccessPolicy() });
        var n = 0;

        void Do(LifecycleCommand command) => state = lifecycle.Decide(state, command, new CommandContext(state.LastEventAt, Caller.Carrier, new CommandId($"very-end-{n++}"))).Subscription;

        Do(new ReleaseRefund());
        if (state.OutstandingRefund is { IsPositive: true } payable)
            Do(new RecordRefund(new Reference("very-end"), payable));
        Do(new WriteOff());
        foreach (var account in Enum.GetValues<Account>())
        {
            var mayStay = account is Account.Customer or Account.Earned or Account.Fees or Account.Concessions or Account.Transfers or Account.WrittenOff or Account.Forfeited;
            Expect(mayStay || state.Balances[account].IsZero, $"6: at the very end nothing is left in {account}, but it is {state.Balances[account]}");
        }
    }

    // 10
    private static void ClosingIsReachable(Lifecycle lifecycle, Subscription state, Instant now)
    {
        if (state.Status == SubscriptionStatus.None)
            return;
        var rules = lifecycle.Policy.Cancellation;
        var at = now + Duration.FromDays(1);
        var n = 0;

        void Do(LifecycleCommand command) => state = lifecycle.Decide(
            state, command, new CommandContext(at, RandomHistories.CallerOf(lifecycle.Policy, command.Kind), new CommandId($"end-{n++}"))).Subscription;

        if (state.Balances[Account.Receivable].IsNegative)
            Do(new PayDues(new Reference("end-dues"), -state.Balances[Account.Receivable], PaymentMethod.Card));
        Do(new Resume());
        Do(new SetAutoRenewal(false));
        foreach (var device in state.Devices)
            Do(new UnbindDevice(device.Device));
        if (!state.Status.IsPendingCancel())
            Do(new RequestCancellation(CancellationReason.NoLongerNeeded) { Timing = rules.Timings[0] });
        if (state.Cancellation is { Missing.Count: > 0 } request)
            Do(new SubmitDocuments([.. request.Missing.Select(kind => new SubmittedDocument(kind, new PersonalReference($"end-{kind}")))]));
        Do(new ApproveCancellation());
        state = lifecycle.Advance(state, at + Duration.FromDays(4_000)).Subscription;
        Expect(state.Status == SubscriptionStatus.Closed, "10: closed is reachable");
    }

    // 12
    private static void JsonRoundTrips(RandomHistory history, Subscription state, List<LifecycleEvent> events)
    {
        foreach (var step in history.Steps)
        {
            if (step.Command is { } command)
                Expect(LifecycleJson.ReadCommand(LifecycleJson.Write(command)).Equals(command), $"12: {command} round-trips");
        }

        foreach (var @event in events)
            Expect(LifecycleJson.ReadEvent(LifecycleJson.Write(@event)).Equals(@event), $"12: {@event} round-trips");
        Expect(LifecycleJson.ReadSubscription(LifecycleJson.Write(state)).Equals(state), "12: a state round-trips");
    }

    // 14
    private static void DeadlinesMoveForward(Lifecycle lifecycle, Subscription state, Instant now)
    {
        if (state.NextDeadline is not { } next)
            return;
        var effective = Instant.Max(now, state.LastEventAt);
        Expect(next > effective, "14: after a decision no deadline is left that has passed");
        Expect(state.Deadlines[0].Due == next, "14: the next deadline is the first of all");
        Expect(lifecycle.Advance(state, next - Duration.Epsilon).Events.Count == 0, "14: before the next deadline nothing happens");
        var advanced = lifecycle.Advance(state, next);
        Expect(advanced.Events.Count > 0 && !(advanced.Subscription.NextDeadline <= next), "14: the next deadline moves forward");
    }

    private static Money Debt(Subscription state, Account account) => Money.Min(state.Balances[account], Money.Zero(state.Balances.Currency));

    private static void Expect(bool holds, string law)
    {
        if (!holds)
            throw new InvalidOperationException(law);
    }
}
