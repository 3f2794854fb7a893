/**
 * Who is calling and what they may do. A caller is anonymous or an app of a tenant; what an app may do stands in its policies,
 * and nothing is allowed that no policy allows. Tenants are walls: no policy reaches into another tenant's bucket.
 */
@NullMarked
package dev.anvil.gateway.auth;

import org.jspecify.annotations.NullMarked;
