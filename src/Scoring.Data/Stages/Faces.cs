using Scoring.Domain.Entries;

namespace Scoring.Data.Stages;

/// <summary>Candidates as a stage names them: read again with every sheet that comes in, so without their dossiers.</summary>
public static class Faces
{
    /// <summary>Name, place, street and state; nothing else is filled in.</summary>
    public static IQueryable<Entry> WithoutDossier(this IQueryable<Entry> entries) => entries.Select(e => new Entry
    {
        Id = e.Id, CycleId = e.CycleId, StreetId = e.StreetId, Code = e.Code, PersonName = e.PersonName, Composition = e.Composition, BranchName = e.BranchName,
        EstateName = e.EstateName, State = e.State, RunningNumber = e.RunningNumber,
    });
}
