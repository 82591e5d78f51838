// Makes Microsoft.Data.Sqlite 10 run on the SQLitePCLRaw 2.0.6 that restores, and on the system's newer library where
// there is one. docs/decisions/0002 says why; a test lists what Microsoft.Data.Sqlite needs and checks it is there.
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Scoring.Data.Sqlite;

internal static class SqliteBinding
{
    private const string Core = "SQLitePCLRaw.core";
    private static readonly Version Bundled = new(3, 35, 5);

#pragma warning disable CA2255 // A module initializer in a library: it must run before any EF SQLite type is touched, whoever loads us.
    [ModuleInitializer]
    internal static void Bind()
    {
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            string.Equals(name.Name, Core, StringComparison.Ordinal)
                ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, Core + ".dll"))
                : null;
        NativeLibrary.SetDllImportResolver(Assembly.Load("SQLitePCLRaw.provider.e_sqlite3"), Resolve);
    }
#pragma warning restore CA2255

    private static nint Resolve(string library, Assembly assembly, DllImportSearchPath? path) =>
        string.Equals(library, "e_sqlite3", StringComparison.Ordinal) && System.Value != 0 ? System.Value : 0;

    private static readonly Lazy<nint> System = new(() =>
        NativeLibrary.TryLoad("libsqlite3.so.0", out var handle) && VersionOf(handle) > Bundled ? handle : 0);

    private static Version VersionOf(nint handle)
    {
        var version = Marshal.GetDelegateForFunctionPointer<LibVersion>(NativeLibrary.GetExport(handle, "sqlite3_libversion"));
        return Version.TryParse(Marshal.PtrToStringUTF8(version()), out var parsed) ? parsed : new Version(0, 0);
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nint LibVersion();
}
